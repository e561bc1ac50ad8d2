package dev.ijen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class MethodsTest {
  /** Where we deviate from the contract, and why: docs/adr/0008-upgrade-in-maintenance-mode.md. */
  private static final Set<String> FOR_ANYONE_IN_MAINTENANCE =
      Set.of("/machine.LifecycleService/Upgrade", "/machine.MachineService/Upgrade");

  private static final Path FACTS = Path.of("src/test/resources/wire/roles.json");

  private static final String SETUP = "os:reader is enough only while the node has no complete";
  private static final String OURS = "/ijen.";

  private final Methods methods = Methods.load();

  @Test
  void theTableSaysWhatTheContractSays() throws IOException {
    Map<String, Map<?, ?>> facts = facts();
    List<Method> contract =
        methods.all().stream().filter(method -> !method.path().startsWith(OURS)).toList();
    assertThat(contract).hasSize(82).hasSameSizeAs(facts.keySet());
    for (Method method : contract) {
      Map<?, ?> fact = facts.get(method.path());
      assertThat(fact).as(method.path()).isNotNull();
      assertThat(method.roles()).as(method.path()).isEqualTo(words(fact.get("roles")));
      assertThat(method.maintenance())
          .as(method.path())
          .isEqualTo(
              FOR_ANYONE_IN_MAINTENANCE.contains(method.path())
                  ? Method.Maintenance.ANYONE
                  : maintenance(fact.get("maintenance")));
      assertThat(method.controlPlaneOnly()).isEqualTo(is(fact, "control_plane_only"));
      assertThat(method.manyNodes()).isEqualTo(is(fact, "one2many"));
      assertThat(method.streamed()).isEqualTo(is(fact, "apid_streamed"));
      assertThat(method.servedByTrustd()).isEqualTo("trustd".equals(fact.get("served_by")));
      assertThat(method.setup()).isEqualTo(String.valueOf(fact.get("condition")).startsWith(SETUP));
    }
  }

  @Test
  void theFleetRoleChangesNodesThroughTheFleetServiceAlone() {
    Set<String> fleet = Set.of(Role.FLEET.text());
    assertThat(methods.all())
        .allSatisfy(
            method ->
                assertThat(methods.allows(method.path(), fleet))
                    .as(method.path())
                    .isEqualTo(method.path().startsWith("/ijen.fleet.FleetService/")));
    assertThat(methods.allows("/ijen.fleet.FleetService/Activate", Set.of(Role.OPERATOR.text())))
        .isFalse();
  }

  @Test
  void readersReadAndDoNotReboot() {
    Set<String> reader = Set.of(Role.READER.text());
    assertThat(methods.allows("/machine.MachineService/Version", reader)).isTrue();
    assertThat(methods.allows("/machine.MachineService/Reboot", reader)).isFalse();
    assertThat(methods.allows("/machine.MachineService/ApplyConfiguration", reader)).isFalse();
    assertThat(methods.allows("/machine.MachineService/Reboot", Set.of(Role.OPERATOR.text())))
        .isTrue();
  }

  @Test
  void aMethodThatNobodyNamedIsForAdministrators() {
    assertThat(methods.allows("/x.Y/Z", Set.of(Role.OPERATOR.text(), "unknown"))).isFalse();
    assertThat(methods.allows("/x.Y/Z", Set.of(Role.ADMIN.text()))).isTrue();
    assertThat(methods.rule("/x.Y/Z").maintenance()).isEqualTo(Method.Maintenance.NOBODY);
  }

  @Test
  void noRoleMeansNoCall() {
    for (Method method : methods.all()) {
      assertThat(methods.allows(method.path(), List.of())).as(method.path()).isFalse();
    }
  }

  private static Map<String, Map<?, ?>> facts() throws IOException {
    var load = new Load(LoadSettings.builder().setCodePointLimit(1 << 24).build());
    var root = (Map<?, ?>) load.loadFromString(Files.readString(FACTS));
    var byPath = new HashMap<String, Map<?, ?>>();
    for (Object method : (List<?>) root.get("methods")) {
      var fact = (Map<?, ?>) method;
      byPath.put(String.valueOf(fact.get("path")), fact);
    }
    return byPath;
  }

  private static Set<String> words(Object list) {
    var words = new HashSet<String>();
    ((List<?>) list).forEach(word -> words.add(String.valueOf(word)));
    return words;
  }

  private static Method.Maintenance maintenance(Object text) {
    return switch (String.valueOf(text)) {
      case "yes" -> Method.Maintenance.ANYONE;
      case "siderolink-only" -> Method.Maintenance.SIDEROLINK;
      default -> Method.Maintenance.NOBODY;
    };
  }

  private static boolean is(Map<?, ?> fact, String trait) {
    return Boolean.TRUE.equals(fact.get(trait));
  }
}
