package dev.ijen.machined.imagecache.resource;

import dev.ijen.api.resource.cri.ImageCacheConfigSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** What the node does with its image cache. */
public final class ImageCacheTypes {
  public static final ResourceType<ImageCacheConfigSpec> IMAGE_CACHE_CONFIGS =
      WireTypes.of("ImageCacheConfigs.cri.talos.dev", ImageCacheConfigSpec.getDefaultInstance());

  /** The id of the only one. */
  public static final String ID = "image-cache";

  private ImageCacheTypes() {}
}
