package dev.ijen.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.release.Finding.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseCheckTest {
  private static final SlotFacts NODE =
      new SlotFacts(
          ReleaseVersion.parse("1.14.0"),
          "b",
          List.of("console=ttyS0", "pti=on"),
          List.of(),
          1 << 30,
          1 << 20,
          6L << 30,
          false);

  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private TrustedKeys trusted;

  @BeforeEach
  void trust() throws Exception {
    Files.writeString(folder.resolve("release.pem"), key.publicPem());
    trusted = TrustedKeys.load(folder);
  }

  @Test
  void aSignedReleaseIsTaken() {
    assertThat(reasons(offer("1.14.1"), NODE)).isEmpty();
    assertThat(reasons(offer("1.14.0"), NODE)).isEmpty();
  }

  @Test
  void anUnsignedReleaseIsRefusedAndNotLookedAt() {
    ReleaseOffer good = offer("1.13.0");
    var unsigned =
        new ReleaseOffer(
            good.digest(), good.image(), good.manifestText(), Optional.empty(), Map.of());
    assertThat(reasons(unsigned, NODE)).containsExactly(Reason.UNSIGNED);
  }

  @Test
  void aForeignOrForgedSignatureIsRefused() throws Exception {
    ReleaseOffer good = offer("1.14.1");
    var foreign =
        with(good, Signatures.of(good.manifestBytes(), SigningKey.generate()), good.available());
    assertThat(reasons(foreign, NODE)).containsExactly(Reason.FOREIGN_SIGNATURE);
    var ofOtherBytes =
        with(good, Signatures.of(Releases.bytes("other bytes"), key), good.available());
    assertThat(reasons(ofOtherBytes, NODE)).containsExactly(Reason.FOREIGN_SIGNATURE);
    var garbage =
        Signatures.decode(
            Releases.bytes("{\"signatures\":[{\"key\":\"" + key.id() + "\",\"ed25519\":\"?\"}]}"));
    assertThat(reasons(with(good, garbage, good.available()), NODE))
        .containsExactly(Reason.FOREIGN_SIGNATURE);
    TrustedKeys nobody = TrustedKeys.load(folder.resolve("missing"));
    assertThat(nobody.judge(good.manifestBytes(), good.signatures()))
        .isEqualTo(TrustedKeys.Verdict.FOREIGN);
  }

  @Test
  void oneTrustedKeyOfSeveralIsEnough() {
    ReleaseOffer good = offer("1.14.1");
    var both = Signatures.of(good.manifestBytes(), SigningKey.generate(), key);
    assertThat(reasons(with(good, both, good.available()), NODE)).isEmpty();
  }

  @Test
  void blobsThatAreMissingOrShortAreTruncated() throws Exception {
    ReleaseOffer good = offer("1.14.1");
    var available = new HashMap<>(good.available());
    available.remove(good.manifest().root().digest());
    assertThat(reasons(with(good, available), NODE)).containsExactly(Reason.TRUNCATED);
    available.put(good.manifest().root().digest(), 3L);
    assertThat(reasons(with(good, available), NODE)).containsExactly(Reason.TRUNCATED);
  }

  @Test
  void layersThatAreNotTheSignedOnesAreTruncated() throws Exception {
    ReleaseOffer good = offer("1.14.1");
    var layers = new LinkedHashMap<>(good.image().layers());
    layers.put(OciImage.ukiType("a"), Blob.of(Releases.ROOT));
    layers.remove(OciImage.ukiType("b"));
    var other =
        new ReleaseOffer(
            good.digest(),
            new OciImage(good.image().config(), layers),
            good.manifestText(),
            good.signatures(),
            good.available());
    assertThat(reasons(other, NODE)).containsExactly(Reason.TRUNCATED, Reason.TRUNCATED);
  }

  @Test
  void roomIsMeasured() {
    var small = new SlotFacts(NODE.version(), "a", List.of(), List.of(), 3, 3, 5L << 30, false);
    assertThat(ReleaseCheck.judge(offer("1.14.1"), trusted, small, false))
        .extracting(Finding::message)
        .containsExactly(
            "the root image needs 14 bytes, the slot has room for 3",
            "the UKI needs 13 bytes, the EFI partition has room for 3",
            "the release needs 6442450944 bytes, the system disk has room for 5368709120");
  }

  @Test
  void droppedArgumentsAndExtensionsAndDowngradesCanBeForced() {
    var node =
        new SlotFacts(
            ReleaseVersion.parse("1.15.0"),
            "b",
            List.of("pti=off", "iommu=pt"),
            List.of("gvisor", "zfs"),
            1 << 30,
            1 << 20,
            6L << 30,
            false);
    List<Finding> findings = ReleaseCheck.judge(offer("1.14.1"), trusted, node, false);
    assertThat(findings)
        .extracting(Finding::reason)
        .containsExactly(Reason.DROPS_KERNEL_ARGUMENT, Reason.DROPS_EXTENSION, Reason.DOWNGRADE);
    assertThat(findings).allMatch(finding -> finding.reason().forcible());
    assertThat(findings).extracting(Finding::message).anyMatch(text -> text.endsWith("iommu=pt"));
    assertThat(ReleaseCheck.judge(offer("1.14.1"), trusted, node, true))
        .extracting(Finding::reason)
        .doesNotContain(Reason.DOWNGRADE);
  }

  @Test
  void aNodeOnTrialKeepsItsWayBack() {
    var onTrial =
        new SlotFacts(NODE.version(), "b", List.of(), List.of(), 1 << 30, 1 << 20, 6L << 30, true);
    assertThat(reasons(offer("1.14.1"), onTrial)).containsExactly(Reason.TRIAL_RUNNING);
  }

  private List<Reason> reasons(ReleaseOffer offer, SlotFacts node) {
    return ReleaseCheck.judge(offer, trusted, node, false).stream().map(Finding::reason).toList();
  }

  private ReleaseOffer offer(String version) {
    ReleaseManifest manifest = Releases.manifest(version);
    var layers = new LinkedHashMap<String, Blob>();
    var available = new HashMap<Digest, Long>();
    manifest
        .blobs()
        .forEach(
            (name, blob) -> {
              layers.put(OciImage.layerType(name), blob);
              available.put(blob.digest(), blob.bytes());
            });
    return new ReleaseOffer(
        Digest.of(manifest.encode()),
        new OciImage(Blob.of(new byte[0]), layers),
        new String(manifest.encode(), StandardCharsets.UTF_8),
        Optional.of(Signatures.of(manifest.encode(), key)),
        available);
  }

  private static ReleaseOffer with(ReleaseOffer offer, Map<Digest, Long> available) {
    return with(offer, offer.signatures().orElseThrow(), available);
  }

  private static ReleaseOffer with(
      ReleaseOffer offer, Signatures signatures, Map<Digest, Long> available) {
    return new ReleaseOffer(
        offer.digest(), offer.image(), offer.manifestText(), Optional.of(signatures), available);
  }
}
