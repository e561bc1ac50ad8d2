package dev.ijen.machined.cri;

import dev.ijen.api.resource.enums.CriImageCacheStatus;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.imagecache.RegistrydService;
import dev.ijen.machined.imagecache.resource.ImageCacheTypes;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.registry.RegistryHosts;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Tells containerd whom to ask for images; it reads the files again at every pull. */
public final class RegistryHostsController implements Controller {
  private static final String CONFIG = "v1alpha1";
  private static final String FILE = "hosts.toml";

  private final NodePaths paths;

  /** Writes below the node's root. */
  public RegistryHostsController(NodePaths paths) {
    this.paths = paths;
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG),
        Input.weak(ImageCacheTypes.IMAGE_CACHE_CONFIGS).only(ImageCacheTypes.ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of();
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    var config = state.find(ConfigTypes.MACHINE_CONFIGS, CONFIG);
    if (config.isPresent()) {
      MachineConfig decoded = ConfigSpecs.decode(config.get().spec());
      write(RegistryHosts.files(decoded, imageCache(state)));
    }
  }

  /** The node's own image cache, once it is served. */
  private static List<String> imageCache(ReaderWriter state) {
    return state
        .find(ImageCacheTypes.IMAGE_CACHE_CONFIGS, ImageCacheTypes.ID)
        .filter(cache -> cache.spec().getStatus() == CriImageCacheStatus.IMAGE_CACHE_STATUS_READY)
        .map(_ -> List.of(RegistrydService.url()))
        .orElse(List.of());
  }

  private void write(Map<String, String> wanted) throws IOException {
    Path root = Files.createDirectories(paths.registryHosts());
    for (Map.Entry<String, String> registry : wanted.entrySet()) {
      Path folder = Files.createDirectories(root.resolve(registry.getKey()));
      Path next = Files.writeString(folder.resolve("." + FILE), registry.getValue());
      Files.move(
          next,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        if (!wanted.containsKey(String.valueOf(folder.getFileName()))) {
          Files.deleteIfExists(folder.resolve(FILE));
        }
      }
    }
  }
}
