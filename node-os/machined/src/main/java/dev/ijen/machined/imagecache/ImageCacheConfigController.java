package dev.ijen.machined.imagecache;

import dev.ijen.api.resource.cri.ImageCacheConfigSpec;
import dev.ijen.api.resource.enums.CriImageCacheCopyStatus;
import dev.ijen.api.resource.enums.CriImageCacheStatus;
import dev.ijen.config.Document;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.imagecache.resource.ImageCacheTypes;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.v1alpha1.resource.ServiceTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Serves the image cache when there is one and the config does not refuse it. */
public final class ImageCacheConfigController implements Controller {
  private final ImageCache cache;
  private final InetSocketAddress address;
  private final Supervisor services;

  /**
   * Serves this cache by a service of this supervisor.
   *
   * @param address where the service listens
   */
  public ImageCacheConfigController(
      ImageCache cache, InetSocketAddress address, Supervisor services) {
    this.cache = cache;
    this.address = address;
    this.services = services;
  }

  @Override
  public String name() {
    return "cri.ImageCacheConfigController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        ActiveConfig.input(), Input.weak(ServiceTypes.SERVICES).only(RegistrydService.ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(ImageCacheTypes.IMAGE_CACHE_CONFIGS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Optional<MachineConfig> config = ActiveConfig.find(state);
    if (config.isEmpty() || !isUsed(config.get(), cache)) {
      show(state, CriImageCacheStatus.IMAGE_CACHE_STATUS_DISABLED);
      return;
    }
    serve();
    boolean serving =
        state
            .find(ServiceTypes.SERVICES, RegistrydService.ID)
            .filter(service -> service.spec().getHealthy())
            .isPresent();
    show(
        state,
        serving
            ? CriImageCacheStatus.IMAGE_CACHE_STATUS_READY
            : CriImageCacheStatus.IMAGE_CACHE_STATUS_PREPARING);
  }

  /** Whether a node with this config asks this cache for images before any registry. */
  public static boolean isUsed(MachineConfig config, ImageCache cache) {
    return cache.isPresent() && isWanted(config);
  }

  /** A cache that is there is used unless the config says no. */
  private static boolean isWanted(MachineConfig config) {
    Optional<Document> document = config.document("ImageCacheConfig");
    return document.isPresent()
        ? document.get().bool("local.enabled").orElse(true)
        : config.bool("machine.features.imageCache.localEnabled").orElse(true);
  }

  private void serve() {
    if (services.find(RegistrydService.ID).isEmpty()) {
      services.load(new RegistrydService(cache, address));
      services.start(RegistrydService.ID);
    }
  }

  private void show(ReaderWriter state, CriImageCacheStatus status) {
    var spec =
        ImageCacheConfigSpec.newBuilder()
            .setStatus(status)
            .setCopyStatus(CriImageCacheCopyStatus.IMAGE_CACHE_COPY_STATUS_SKIPPED);
    if (status != CriImageCacheStatus.IMAGE_CACHE_STATUS_DISABLED) {
      spec.addRoots(cache.folder().toString());
    }
    state.modify(ImageCacheTypes.IMAGE_CACHE_CONFIGS, ImageCacheTypes.ID, spec.build());
  }
}
