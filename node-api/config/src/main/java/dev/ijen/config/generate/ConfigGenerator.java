package dev.ijen.config.generate;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.MachineType;
import dev.ijen.config.generate.ClusterInput.Form;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.config.yaml.YamlText;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the configs of a cluster's nodes and the talosconfig of its administrator. */
public final class ConfigGenerator {
  /** How long an administrator's certificate is valid. */
  public static final Duration CLIENT_LIFETIME = Duration.ofDays(365);

  private ConfigGenerator() {}

  /**
   * What {@code gen config} writes.
   *
   * @param controlPlane config of control planes
   * @param worker config of workers
   */
  public record Configs(MachineConfig controlPlane, MachineConfig worker) {}

  /**
   * Makes both configs; they are valid on every platform.
   *
   * @throws ConfigException when the input holds values that no config may have
   */
  public static Configs generate(ClusterInput input) throws ConfigException {
    return new Configs(
        generate(input, MachineType.CONTROL_PLANE), generate(input, MachineType.WORKER));
  }

  /**
   * Makes the talosconfig of an administrator.
   *
   * @param endpoints addresses of control planes; may be filled in later
   * @throws PkiException when the secrets hold no usable authority
   */
  public static Talosconfig talosconfig(
      ClusterInput input, List<String> endpoints, Clock clock, SecureRandom random)
      throws PkiException {
    PemKeyPair admin =
        input
            .secrets()
            .osAuthority()
            .issueClient(List.of("os:admin"), clock, CLIENT_LIFETIME, random);
    return Talosconfig.of(input.name(), endpoints, input.secrets().os().certificate(), admin);
  }

  private static MachineConfig generate(ClusterInput input, MachineType type)
      throws ConfigException {
    List<Map<String, Object>> documents =
        input.form() == Form.MULTI
            ? new MultiDocumentForm(input, type).documents()
            : List.of(new ClassicForm(input, type).document());
    return MachineConfig.decode(
        documents.stream().map(YamlText::write).collect(Collectors.joining("---\n")));
  }
}
