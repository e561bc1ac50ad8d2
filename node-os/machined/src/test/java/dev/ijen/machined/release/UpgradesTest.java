package dev.ijen.machined.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.linux.EfiVariables;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaPlace;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.registry.FakeRegistry;
import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.release.Progress.Step;
import dev.ijen.machined.slot.Esp;
import dev.ijen.machined.slot.SlotNote;
import dev.ijen.machined.slot.SlotNotes;
import dev.ijen.machined.slot.SlotTrial;
import dev.ijen.release.Blob;
import dev.ijen.release.Digest;
import dev.ijen.release.Finding;
import dev.ijen.release.OciImage;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.release.ReleaseVersion;
import dev.ijen.release.Signatures;
import dev.ijen.release.SigningKey;
import dev.ijen.slots.Slot;
import dev.ijen.testing.FakeDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that runs from A, on files in place of partitions, and a registry. */
class UpgradesTest {
  private static final Progress QUIET = (_, _, _, _) -> {};

  @TempDir private Path root;
  private final byte[] rootImage = new byte[300_000];
  private final SigningKey key = SigningKey.generate();
  private final Set<Step> steps = EnumSet.noneOf(Step.class);
  private FakeRegistry registry;
  private Path entries;
  private SlotNotes notes;
  private Meta meta;
  private Upgrades upgrades;

  @BeforeEach
  void bootFromA() throws Exception {
    registry = new FakeRegistry();
    new Random(1).nextBytes(rootImage);
    var paths = new NodePaths(root);
    Path dev = Files.createDirectories(root.resolve("dev"));
    var devices = new FakeDisk(dev, "EFI", "BOOT-A", "BOOT-B", "META");
    for (int number = 1; number <= 4; number++) {
      Files.write(dev.resolve("vda" + number), new byte[1 << 20]);
    }
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(root.resolve("proc/self/mountinfo"), "21 1 253:0 / / ro - erofs dm-0 ro\n");
    Files.createDirectories(root.resolve("sys/dev/block/253:0/slaves/vda2"));
    Files.createDirectories(root.resolve("usr/lib/ijen/trust"));
    Files.writeString(root.resolve("usr/lib/ijen/trust/release.pem"), key.publicPem());
    entries = Files.createDirectories(paths.esp().resolve("EFI/Linux"));
    Files.writeString(entries.resolve("ijen-000001-a.efi"), "uki a");
    meta = new Meta();
    meta.open(MetaPlace.at(dev.resolve("vda4")));
    notes = new SlotNotes(meta);
    notes.prove(Slot.A);
    var disk = new SystemDisk(devices, new NoVariables());
    var slots =
        NodeSlots.of(
            paths,
            KernelCommandLine.parse("ijen.slot=a"),
            new Release("v1.14.0", "", ""),
            disk,
            new Esp(disk, devices.mounts(), paths.esp()),
            notes,
            meta);
    upgrades = new Upgrades(slots, this::registries);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aReleaseIsWrittenVerifiedAndThenShownToTheLoader() throws Exception {
    String image = push("1.14.1", Optional.of(key));
    assertThat(upgrades.check(image, false).findings()).isEmpty();
    SlotNote staged = upgrades.prestage(image, false, (step, _, _, _) -> steps.add(step));
    assertThat(steps)
        .containsExactlyInAnyOrder(
            Step.CHECK,
            Step.WRITE_ROOT,
            Step.VERIFY_ROOT,
            Step.WRITE_UKI,
            Step.VERIFY_UKI,
            Step.DONE);
    assertThat(staged.version()).isEqualTo("1.14.1");
    assertThat(Files.readAllBytes(root.resolve("dev/vda3"))).startsWith(rootImage);
    assertThat(names()).containsExactly("ijen-000001-a.efi", "ijen-b.staged");

    upgrades.activate(staged.digest(), "operator", Optional.of(Duration.ofMinutes(3)));
    assertThat(names()).containsExactly("ijen-000001-a.efi", "ijen-000002-b+3.efi");
    assertThat(entries.resolve("ijen-000002-b+3.efi")).hasContent("uki b of 1.14.1");
    SlotTrial trial = SlotTrial.find(meta).orElseThrow();
    assertThat(trial.generation()).isEqualTo(2);
    assertThat(trial.confirmWithin()).contains(Duration.ofMinutes(3));
    assertThat(notes.proved()).containsExactly(Slot.A);
    assertThat(Files.readAllBytes(root.resolve("dev/vda2"))).containsOnly(0);
  }

  @Test
  void whatIsStagedIsNotWrittenAgain() throws Exception {
    String image = push("1.14.1", Optional.of(key));
    SlotNote staged = upgrades.prestage(image, false, QUIET);
    int before = registry.asked().size();
    assertThat(upgrades.prestage(image, false, QUIET)).isEqualTo(staged);
    assertThat(registry.asked().subList(before, registry.asked().size()))
        .noneMatch(request -> request.startsWith("GET") && request.contains(rootDigest()));
  }

  @Test
  void aRefusalLeavesEveryByteAsItWas() throws Exception {
    Map<String, Digest> before = bytes();
    assertRefused(push("1.14.1", Optional.empty()), Finding.Reason.UNSIGNED);
    assertRefused(
        push("1.14.1", Optional.of(SigningKey.generate())), Finding.Reason.FOREIGN_SIGNATURE);
    assertRefused(push("1.13.9", Optional.of(key)), Finding.Reason.DOWNGRADE);
    assertRefused(registry.host() + "/r:missing", Finding.Reason.NOT_FOUND);
    assertThat(bytes()).isEqualTo(before);
  }

  @Test
  void aDowngradeCanBeForced() throws Exception {
    String image = push("1.13.9", Optional.of(key));
    assertThat(upgrades.prestage(image, true, QUIET).version()).isEqualTo("1.13.9");
    assertThat(upgrades.check(image, true).findings()).isEmpty();
  }

  @Test
  void aSlotOnTrialIsNotLeftBeforeItIsProved() throws Exception {
    notes.forget(Slot.A);
    assertRefused(push("1.14.1", Optional.of(key)), Finding.Reason.TRIAL_RUNNING);
  }

  @Test
  void onlyWhatIsStagedIsActivated() throws Exception {
    assertThatThrownBy(() -> upgrades.activate("sha256:00", "operator", Optional.empty()))
        .hasMessageContaining("slot B holds no release");
    upgrades.prestage(push("1.14.1", Optional.of(key)), false, QUIET);
    assertThatThrownBy(() -> upgrades.activate("sha256:00", "operator", Optional.empty()))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("slot B holds sha256:");
    assertThat(names()).containsExactly("ijen-000001-a.efi", "ijen-b.staged");
  }

  private void assertRefused(String image, Finding.Reason reason) throws Exception {
    assertThat(upgrades.check(image, false).findings())
        .extracting(Finding::reason)
        .containsExactly(reason);
    assertThatThrownBy(() -> upgrades.prestage(image, false, QUIET))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining(reason.name());
  }

  private String push(String version, Optional<SigningKey> signer) {
    Map<String, byte[]> ukis =
        Map.of("a", text("uki a of " + version), "b", text("uki b of " + version));
    var blobs = new TreeMap<String, Blob>();
    ukis.forEach((slot, uki) -> blobs.put(slot, Blob.of(uki)));
    var manifest =
        new ReleaseManifest(
            ReleaseVersion.parse(version),
            Blob.of(rootImage),
            "1,1,00,11",
            blobs,
            List.of(),
            List.of(),
            1 << 30);
    var layers = new LinkedHashMap<String, Blob>();
    layers.put(OciImage.RELEASE_TYPE, put(manifest.encode()));
    signer.ifPresent(
        one ->
            layers.put(
                OciImage.SIGNATURE_TYPE, put(Signatures.of(manifest.encode(), one).encode())));
    layers.put(OciImage.ROOT_TYPE, put(rootImage));
    ukis.forEach((slot, uki) -> layers.put(OciImage.ukiType(slot), put(uki)));
    byte[] image = new OciImage(put(text("{}")), layers).encode();
    String tag = version + signer.map(one -> "-" + one.id().substring(0, 8)).orElse("");
    registry.tag(tag, image);
    registry.tag(Digest.of(image).toString(), image);
    return registry.host() + "/r:" + tag;
  }

  private Blob put(byte[] content) {
    registry.put(content);
    return Blob.of(content);
  }

  private String rootDigest() {
    return Digest.of(rootImage).toString();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(entries)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Map<String, Digest> bytes() throws IOException {
    var bytes = new TreeMap<String, Digest>();
    for (String name : names()) {
      bytes.put(name, Digest.ofFile(entries.resolve(name)));
    }
    for (String device : List.of("vda1", "vda2", "vda3", "vda4")) {
      bytes.put(device, Digest.ofFile(root.resolve("dev").resolve(device)));
    }
    return bytes;
  }

  private Registries registries() {
    try {
      return new Registries(
          Optional.of(
              MachineConfig.decode(
                  """
                  apiVersion: v1alpha1
                  kind: RegistryMirrorConfig
                  name: %1$s
                  endpoints: [{url: "http://%1$s"}]
                  skipFallback: true
                  """
                      .formatted(registry.host()))));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A machine whose firmware keeps nothing. */
  private static final class NoVariables implements EfiVariables {
    @Override
    public Optional<byte[]> read(UUID vendor, String name) {
      return Optional.empty();
    }

    @Override
    public void write(UUID vendor, String name, byte[] value) {}

    @Override
    public void delete(UUID vendor, String name) {}

    @Override
    public List<String> names(UUID vendor) {
      return List.of();
    }
  }
}
