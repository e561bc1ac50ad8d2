package dev.ijen.machined.k8s;

import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Completes what one program of the control plane runs with by its flags. */
public final class ControlPlaneFinalController<S> implements Controller {
  private final String name;
  private final ResourceType<S> type;
  private final String id;
  private final BiFunction<S, KubernetesRootSpec, S> complete;
  private final boolean asksRoot;

  private ControlPlaneFinalController(
      String name,
      ResourceType<S> type,
      String id,
      boolean asksRoot,
      BiFunction<S, KubernetesRootSpec, S> complete) {
    this.name = name;
    this.type = type;
    this.id = id;
    this.asksRoot = asksRoot;
    this.complete = complete;
  }

  /** For the API server, whose tokens name an issuer. */
  public static Controller apiServer() {
    return new ControlPlaneFinalController<>(
        "k8s.ControlPlaneAPIServerFinalController",
        KubernetesTypes.API_SERVER_CONFIGS,
        KubernetesTypes.API_SERVER,
        true,
        (config, root) ->
            config.toBuilder()
                .clearArgs()
                .addAllArgs(ControlPlaneArguments.apiServer(config, root))
                .build());
  }

  /** For the controller manager. */
  public static Controller controllerManager() {
    return new ControlPlaneFinalController<>(
        "k8s.ControlPlaneControllerManagerFinalController",
        KubernetesTypes.CONTROLLER_MANAGER_CONFIGS,
        KubernetesTypes.CONTROLLER_MANAGER,
        false,
        (config, root) ->
            config.toBuilder()
                .clearArgs()
                .addAllArgs(ControlPlaneArguments.controllerManager(config))
                .build());
  }

  /** For the scheduler. */
  public static Controller scheduler() {
    return new ControlPlaneFinalController<>(
        "k8s.ControlPlaneSchedulerFinalController",
        KubernetesTypes.SCHEDULER_CONFIGS,
        KubernetesTypes.SCHEDULER,
        false,
        (config, root) ->
            config.toBuilder()
                .clearArgs()
                .addAllArgs(ControlPlaneArguments.scheduler(config))
                .build());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Input> inputs() {
    var inputs = new ArrayList<Input>();
    inputs.add(Input.weak(type).only(id));
    if (asksRoot) {
      inputs.add(Input.weak(SecretTypes.KUBERNETES_ROOT_SECRETS).only(SecretTypes.KUBERNETES_ID));
    }
    return List.copyOf(inputs);
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(type));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Optional<S> config = state.find(type, id).map(Resource::spec);
    Optional<KubernetesRootSpec> root =
        asksRoot
            ? state
                .find(SecretTypes.KUBERNETES_ROOT_SECRETS, SecretTypes.KUBERNETES_ID)
                .map(Resource::spec)
            : Optional.of(KubernetesRootSpec.getDefaultInstance());
    if (config.isPresent() && root.isPresent()) {
      state.modify(type, KubernetesTypes.FINAL + id, complete.apply(config.get(), root.get()));
    }
  }
}
