package dev.ijen.machined.runtime;

import dev.ijen.api.resource.runtime.KernelParamStatusSpec;
import dev.ijen.linux.Sysctls;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private final Map<String, String> before = new TreeMap<>();

  public KernelParamSpecController(Sysctls sysctls, Mode mode) {
    this.sysctls = sysctls;
    this.mode = mode;
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(RuntimeTypes.KERNEL_PARAM_DEFAULT_SPECS),
        Input.weak(RuntimeTypes.KERNEL_PARAM_SPECS));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(RuntimeTypes.KERNEL_PARAM_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    Map<String, KernelParamDefaultSpec> wanted = wanted(state);
    Optional<IOException> failure = restoreAllBut(wanted.keySet());
    for (var entry : wanted.entrySet()) {
      try {
        state.modify(
            RuntimeTypes.KERNEL_PARAM_STATUSES,
            entry.getKey(),
            apply(entry.getKey(), entry.getValue()));
      } catch (IOException e) {
        failure = Optional.of(failure.orElse(e));
        state.modify(RuntimeTypes.KERNEL_PARAM_STATUSES, entry.getKey(), refused(entry.getKey()));
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

  private KernelParamStatusSpec apply(String id, KernelParamDefaultSpec wanted) throws IOException {
    Optional<String> key = KernelParams.key(id).filter(this::mayWrite);
    Optional<String> present = key.isPresent() ? sysctls.read(key.get()) : Optional.empty();
    if (present.isEmpty()) {
      if (!wanted.ignoreErrors()) {
        LOG.atWarn().addKeyValue("parameter", id).log("kernel parameter is not supported");
      }
      return KernelParamStatusSpec.newBuilder().setUnsupported(true).build();
    }
    before.putIfAbsent(id, present.get());
    if (!present.get().equals(wanted.value())) {
      set(id, key.get(), wanted);
    }
    return status(id, sysctls.read(key.get()).orElse(""));
  }

  /** In container mode the kernel is the host's; the network namespace alone is the node's own. */
  private boolean mayWrite(String key) {
    return switch (mode) {
      case METAL -> true;
      case CONTAINER -> KernelParams.ofNetwork(key);
    };
  }

  private void set(String id, String key, KernelParamDefaultSpec wanted) throws IOException {
    try {
      sysctls.write(key, wanted.value());
      LOG.atDebug()
          .addKeyValue("parameter", id)
          .addKeyValue("value", wanted.value())
          .log("set kernel parameter");
    } catch (IOException e) {
      if (!wanted.ignoreErrors()) {
        throw e;
      }
      LOG.atDebug().addKeyValue("parameter", id).setCause(e).log("kernel parameter was refused");
    }
  }

  /** Shows what the kernel has instead of what it refused. */
  private KernelParamStatusSpec refused(String id) {
    try {
      Optional<String> key = KernelParams.key(id);
      return status(id, key.isEmpty() ? "" : sysctls.read(key.get()).orElse(""));
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("parameter", id).setCause(e).log("kernel parameter is unreadable");
      return status(id, "");
    }
  }

  private KernelParamStatusSpec status(String id, String current) {
    return KernelParamStatusSpec.newBuilder()
        .setCurrent(current)
        .setDefault(before.getOrDefault(id, ""))
        .build();
  }

  private Optional<IOException> restoreAllBut(Set<String> wanted) {
    Set<String> gone = new HashSet<>(before.keySet());
    gone.removeAll(wanted);
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

  private void restore(String id) throws IOException {
    String value = before.getOrDefault(id, "");
    sysctls.write(KernelParams.key(id).orElseThrow(), value);
    before.remove(id);
    LOG.atInfo().addKeyValue("parameter", id).log("gave back kernel parameter");
  }
}
