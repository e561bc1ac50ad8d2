package dev.ijen.release;

import dev.ijen.release.Finding.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges whether a node may take a release, before a byte is written. */
public final class ReleaseCheck {
  private final ReleaseOffer offer;
  private final SlotFacts node;
  private final List<Finding> findings = new ArrayList<>();

  private ReleaseCheck(ReleaseOffer offer, SlotFacts node) {
    this.offer = offer;
    this.node = node;
  }

  /**
   * All that speaks against the release. What a foreigner wrote is not looked at any further.
   *
   * @param allowDowngrade whether an older release than the running one is wanted
   */
  public static List<Finding> judge(
      ReleaseOffer offer, TrustedKeys trusted, SlotFacts node, boolean allowDowngrade) {
    var check = new ReleaseCheck(offer, node);
    switch (trusted.judge(offer.manifestBytes(), offer.signatures())) {
      case UNSIGNED -> check.add(Reason.UNSIGNED, "the release is not signed");
      case FOREIGN ->
          check.add(
              Reason.FOREIGN_SIGNATURE,
              "no key that this node trusts signed the release, but: "
                  + offer.signatures().map(all -> all.byKey().keySet()).orElse(Set.of()));
      case TRUSTED -> check.content(allowDowngrade);
    }
    return List.copyOf(check.findings);
  }

  private void content(boolean allowDowngrade) {
    try {
      ReleaseManifest release = offer.manifest();
      release.blobs().forEach(this::blob);
      room(release);
      dropped(release);
      version(release.version(), allowDowngrade);
    } catch (ReleaseException | IllegalArgumentException e) {
      add(Reason.NOT_A_RELEASE, String.valueOf(e.getMessage()));
    }
    if (node.onTrial()) {
      add(Reason.TRIAL_RUNNING, "the running slot is on trial: the other one is its way back");
    }
  }

  /** The image, the registry and the signed manifest have to agree on what a blob is. */
  private void blob(String name, Blob signed) {
    Optional<Blob> layer = offer.image().layer(OciImage.layerType(name));
    Long available = offer.available().get(signed.digest());
    if (layer.isEmpty()) {
      add(Reason.TRUNCATED, "the image lacks its layer " + name);
    } else if (!layer.get().equals(signed)) {
      add(
          Reason.TRUNCATED,
          "layer %s is %s of %d bytes, signed was %s of %d"
              .formatted(
                  name,
                  layer.get().digest(),
                  layer.get().bytes(),
                  signed.digest(),
                  signed.bytes()));
    } else if (available == null) {
      add(Reason.TRUNCATED, "the registry lacks blob " + signed.digest() + " of layer " + name);
    } else if (available != signed.bytes()) {
      add(
          Reason.TRUNCATED,
          "the registry has %d of the %d bytes of layer %s"
              .formatted(available, signed.bytes(), name));
    }
  }

  private void room(ReleaseManifest release) {
    room("root image", release.root().bytes(), "the slot", node.slotBytes());
    room("UKI", release.uki(node.slot()).bytes(), "the EFI partition", node.efiBytes());
    room("release", release.leastDiskBytes(), "the system disk", node.diskBytes());
  }

  private void room(String what, long bytes, String where, long room) {
    if (bytes > room) {
      add(
          Reason.NO_ROOM,
          "the %s needs %d bytes, %s has room for %d".formatted(what, bytes, where, room));
    }
  }

  private void dropped(ReleaseManifest release) {
    Set<String> kept =
        release.kernelArguments().stream().map(ReleaseCheck::key).collect(Collectors.toSet());
    node.kernelArguments().stream()
        .filter(argument -> !kept.contains(key(argument)))
        .forEach(
            argument ->
                add(
                    Reason.DROPS_KERNEL_ARGUMENT,
                    "the release has no kernel argument " + argument));
    node.extensions().stream()
        .filter(extension -> !release.extensions().contains(extension))
        .forEach(
            extension -> add(Reason.DROPS_EXTENSION, "the release has no extension " + extension));
  }

  private void version(ReleaseVersion version, boolean allowDowngrade) {
    if (!allowDowngrade && version.compareTo(node.version()) < 0) {
      add(Reason.DOWNGRADE, "%s is older than %s, which runs".formatted(version, node.version()));
    }
  }

  /** An argument may change its value without being dropped. */
  private static String key(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0 ? argument : argument.substring(0, equals);
  }

  private void add(Reason reason, String message) {
    findings.add(new Finding(reason, message));
  }
}
