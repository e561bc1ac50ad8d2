package dev.ijen.image.oci;

import dev.ijen.image.oci.ImageRecipe.Extra;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes images from their recipes; they share the layers below their programs. */
final class ClusterImages {
  private final Path parts;
  private final Path pause;
  private final Layer base;
  private final Map<Extra, Layer> extras;

  /**
   * Prepares what images share.
   *
   * @param parts folder with the programs built from {@code node-os/parts}
   * @param debian what images have of Debian
   * @param pause the program that holds the namespaces of a pod
   */
  ClusterImages(Path parts, DebianLayers debian, Path pause) throws IOException {
    this.parts = parts;
    this.pause = pause;
    this.base = debian.base();
    this.extras = new EnumMap<>(Map.of(Extra.NFT, debian.nft(), Extra.MOUNT, debian.mount()));
  }

  ContainerImage image(ImageRecipe recipe) {
    var layers = new ArrayList<Layer>();
    if (!recipe.isPause()) {
      layers.add(base);
      recipe.extras().forEach(extra -> layers.add(extras.get(extra)));
    }
    var own = new Layer();
    for (String program : recipe.programs()) {
      own.program(recipe.path(program), recipe.isPause() ? pause : parts.resolve(program));
    }
    layers.add(own);
    String entrypoint = "/" + recipe.path(recipe.programs().getFirst());
    return new ContainerImage(recipe.reference(), layers, List.of(entrypoint));
  }
}
