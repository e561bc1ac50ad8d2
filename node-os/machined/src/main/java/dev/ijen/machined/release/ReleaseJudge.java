package dev.ijen.machined.release;

import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.registry.RegistryException;
import dev.ijen.machined.registry.Repository.Patience;
import dev.ijen.release.Finding;
import dev.ijen.release.ImageReference;
import dev.ijen.release.ReleaseCheck;
import dev.ijen.release.ReleaseException;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.release.ReleaseOffer;
import dev.ijen.release.SlotFacts;
import dev.ijen.release.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at releases and judges them; writes nothing.
 *
 * @param trust folder of the public keys whose releases this node takes
 */
record ReleaseJudge(Path trust, Supplier<Registries> registries) {

  /** What the node brings, looked at only once the registry has shown a release. */
  @FunctionalInterface
  interface Facts {
    SlotFacts look() throws IOException, InterruptedException;
  }

  /** The release of this OCI reference. */
  ReleaseSource source(String image) throws NodeException {
    try {
      return new ReleaseSource(ImageReference.parse(image), registries.get());
    } catch (IllegalArgumentException e) {
      throw new NodeException(Reason.INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  /** All that speaks against a release. */
  Judgement judge(ReleaseSource source, Patience patience, Facts facts, boolean allowDowngrade)
      throws NodeException, InterruptedException {
    try {
      ReleaseOffer offer = source.look(patience);
      TrustedKeys trusted = TrustedKeys.load(trust);
      return new Judgement(
          Optional.of(offer), ReleaseCheck.judge(offer, trusted, facts.look(), allowDowngrade));
    } catch (ReleaseException e) {
      return Judgement.none(Finding.Reason.NOT_A_RELEASE, String.valueOf(e.getMessage()));
    } catch (RegistryException e) {
      return Judgement.none(finding(e.reason()), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "look at the slots: " + e.getMessage(), e);
    }
  }

  /**
   * What the registry offers, when nothing speaks against it.
   *
   * @throws NodeException {@code NOT_NOW} with all findings
   */
  static ReleaseOffer accepted(String image, Judgement judgement, boolean force)
      throws NodeException {
    List<Finding> against = judgement.against(force);
    if (!against.isEmpty() || judgement.offer().isEmpty()) {
      throw new NodeException(
          Reason.NOT_NOW, "%s is refused: %s".formatted(image, Judgement.text(against)));
    }
    return judgement.offer().get();
  }

  /** The manifest of a release that was accepted. */
  static ReleaseManifest manifest(ReleaseOffer offer) throws IOException {
    try {
      return offer.manifest();
    } catch (ReleaseException e) {
      throw new IOException("a release that was judged cannot be read", e);
    }
  }

  private static Finding.Reason finding(RegistryException.Reason reason) {
    return switch (reason) {
      case NOT_FOUND -> Finding.Reason.NOT_FOUND;
      case UNREACHABLE -> Finding.Reason.REGISTRY_UNREACHABLE;
      case CORRUPT -> Finding.Reason.TRUNCATED;
    };
  }
}
