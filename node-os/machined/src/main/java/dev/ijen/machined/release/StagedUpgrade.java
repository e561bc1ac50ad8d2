package dev.ijen.machined.release;

import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An upgrade that the next boot is to do, under the contract's META keys.
 *
 * @param image OCI reference
 * @param force whether to do it against findings that can be forced
 */
public record StagedUpgrade(String image, boolean force) {
  private static final String FORCED = "{\"force\":true}";
  private static final String CAREFUL = "{\"force\":false}";

  /** Leaves it for the next boot. */
  public void keep(Meta meta) throws IOException {
    meta.change(
        values -> {
          values.put(MetaKeys.STAGED_UPGRADE_IMAGE, image.getBytes(StandardCharsets.UTF_8));
          byte[] options = (force ? FORCED : CAREFUL).getBytes(StandardCharsets.UTF_8);
          values.put(MetaKeys.STAGED_UPGRADE_OPTIONS, options);
        });
  }

  /** Takes it out: an upgrade that fails is not tried at every boot. */
  public static Optional<StagedUpgrade> take(Meta meta) throws IOException {
    Optional<String> image = text(meta, MetaKeys.STAGED_UPGRADE_IMAGE);
    Optional<String> options = text(meta, MetaKeys.STAGED_UPGRADE_OPTIONS);
    if (image.isPresent()) {
      meta.change(
          values -> {
            values.remove(MetaKeys.STAGED_UPGRADE_IMAGE);
            values.remove(MetaKeys.STAGED_UPGRADE_OPTIONS);
          });
    }
    return image.map(text -> new StagedUpgrade(text, options.map(FORCED::equals).orElse(false)));
  }

  private static Optional<String> text(Meta meta, int key) {
    return meta.find(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
