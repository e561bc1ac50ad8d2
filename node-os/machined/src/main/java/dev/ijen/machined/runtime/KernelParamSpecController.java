package dev.ijen.machined.runtime;

import dev.ijen.api.resource.runtime.KernelParamStatusSpec;
import dev.ijen.config.MachineConfig;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.Sysctls;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.runtime.resource.KernelParamDefaultSpec;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets kernel parameters, one status each; one that fails holds back no other. A parameter that
 * nobody sets any more gets back the value that it had before.
 */
public final class KernelParamSpecController implements Controller {
  private static final Logger LOG = LoggerFactory.getLogger(KernelParamSpecController.class);

  private final Sysctls sysctls;
  private final Mode mode;
  private final OriginalValues originals;

  /** Parameters that the kernel refused, with the value: each is reported once. */
  private final Map<String, String> refused = new HashMap<>();

  /**
   * Sets parameters by these means.
   *
   * @param run where the values from before machined are kept
   */
  public KernelParamSpecController(Sysctls sysctls, Mode mode, Filesystems filesystems, Path run) {
    this.sysctls = sysctls;
    this.mode = mode;
    this.originals = new OriginalValues(run.resolve("kernel-params.properties"), filesystems);
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(RuntimeTypes.KERNEL_PARAM_DEFAULT_SPECS),
        Input.weak(RuntimeTypes.KERNEL_PARAM_SPECS),
        ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(RuntimeTypes.KERNEL_PARAM_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    Map<String, KernelParamDefaultSpec> wanted = wanted(state);
    originals.load();
    originals.keep(present(wanted.keySet()));
    Optional<IOException> failure = restore(gone(state, wanted.keySet()));
    for (var entry : wanted.entrySet()) {
      try {
        state.modify(
            RuntimeTypes.KERNEL_PARAM_STATUSES,
            entry.getKey(),
            apply(entry.getKey(), entry.getValue()));
      } catch (IOException e) {
        failure = Optional.of(failure.orElse(e));
        state.modify(RuntimeTypes.KERNEL_PARAM_STATUSES, entry.getKey(), current(entry.getKey()));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Defaults, and over them what the config says. */
  private static Map<String, KernelParamDefaultSpec> wanted(ReaderWriter state) {
    Map<String, KernelParamDefaultSpec> wanted = new TreeMap<>();
    running(state, RuntimeTypes.KERNEL_PARAM_DEFAULT_SPECS)
        .forEach(resource -> wanted.put(resource.id(), resource.spec()));
    running(state, RuntimeTypes.KERNEL_PARAM_SPECS)
        .forEach(
            resource ->
                wanted.put(
                    resource.id(),
                    new KernelParamDefaultSpec(
                        resource.spec().getValue(), resource.spec().getIgnoreErrors())));
    return wanted;
  }

  private static <S> Stream<Resource<S>> running(ReaderWriter state, ResourceType<S> type) {
    return state.list(type).stream()
        .filter(resource -> resource.metadata().phase() == Phase.RUNNING);
  }

  /** What the kernel has, of those parameters that may be set. */
  private Map<String, String> present(Set<String> ids) {
    Map<String, String> present = new TreeMap<>();
    for (String id : ids) {
      try {
        read(id).ifPresent(value -> present.put(id, value));
      } catch (IOException e) {
        LOG.atDebug()
            .addKeyValue("parameter", id)
            .setCause(e)
            .log("kernel parameter is unreadable");
      }
    }
    return present;
  }

  private Optional<String> read(String id) throws IOException {
    Optional<String> key = KernelParams.key(id).filter(this::mayWrite);
    return key.isPresent() ? sysctls.read(key.get()) : Optional.empty();
  }

  private KernelParamStatusSpec apply(String id, KernelParamDefaultSpec wanted) throws IOException {
    Optional<String> present = read(id);
    if (present.isEmpty()) {
      if (!wanted.ignoreErrors()) {
        LOG.atWarn().addKeyValue("parameter", id).log("kernel parameter is not supported");
      }
      return KernelParamStatusSpec.newBuilder().setUnsupported(true).build();
    }
    if (!present.get().equals(wanted.value())) {
      set(id, wanted);
    }
    return status(id, read(id).orElse(""));
  }

  /** In container mode the kernel is the host's; the network namespace alone is the node's own. */
  private boolean mayWrite(String key) {
    return switch (mode) {
      case METAL -> true;
      case CONTAINER -> KernelParams.ofNetwork(key);
    };
  }

  private void set(String id, KernelParamDefaultSpec wanted) throws IOException {
    try {
      sysctls.write(KernelParams.key(id).orElseThrow(), wanted.value());
      refused.remove(id);
      LOG.atDebug()
          .addKeyValue("parameter", id)
          .addKeyValue("value", wanted.value())
          .log("set kernel parameter");
    } catch (IOException e) {
      if (!wanted.value().equals(refused.put(id, wanted.value()))) {
        LOG.atWarn()
            .addKeyValue("parameter", id)
            .addKeyValue("value", wanted.value())
            .addKeyValue("reason", String.valueOf(e.getCause()))
            .log("kernel parameter was refused");
      }
      if (!wanted.ignoreErrors()) {
        throw e;
      }
    }
  }

  /** Shows what the kernel has instead of what it refused. */
  private KernelParamStatusSpec current(String id) {
    return status(id, present(Set.of(id)).getOrDefault(id, ""));
  }

  private KernelParamStatusSpec status(String id, String current) {
    return KernelParamStatusSpec.newBuilder()
        .setCurrent(current)
        .setDefault(originals.find(id).orElse(""))
        .build();
  }

  /**
   * Parameters that were set and that nobody wants any more. Nothing is gone while a machined that
   * has just started does not know its config yet, or has not made specs of it.
   */
  private Set<String> gone(ReaderWriter state, Set<String> wanted) {
    Optional<MachineConfig> config = ActiveConfig.find(state);
    if (config.isEmpty() || state.list(RuntimeTypes.KERNEL_PARAM_DEFAULT_SPECS).isEmpty()) {
      return Set.of();
    }
    Set<String> gone = new TreeSet<>(originals.ids());
    gone.removeAll(wanted);
    config.get().sysctls().keySet().forEach(key -> gone.remove(KernelParams.id(key)));
    return gone;
  }

  private Optional<IOException> restore(Set<String> gone) {
    Optional<IOException> failure = Optional.empty();
    for (String id : gone) {
      try {
        restore(id);
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
    return failure;
  }

  /** Gives a parameter its value back, unless it went with the link that it was of. */
  private void restore(String id) throws IOException {
    if (read(id).isPresent()) {
      sysctls.write(KernelParams.key(id).orElseThrow(), originals.find(id).orElse(""));
      LOG.atInfo().addKeyValue("parameter", id).log("gave back kernel parameter");
    }
    originals.forget(id);
  }
}
