package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.APIServerConfigSpec;
import dev.ijen.api.resource.k8s.ArgValues;
import dev.ijen.api.resource.k8s.ControllerManagerConfigSpec;
import dev.ijen.api.resource.k8s.SchedulerConfigSpec;
import dev.ijen.config.KubernetesConfig;
import dev.ijen.config.KubernetesConfig.Component;
import dev.ijen.config.KubernetesConfig.Program;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.Images;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes what one program of the control plane is to run with out of the machine config. */
public final class ControlPlaneConfigController<S> implements Controller {
  private static final String CONFIG = "v1alpha1";
  private static final String ETCD = "https://127.0.0.1:2379";

  private final String name;
  private final ResourceType<S> type;
  private final String id;
  private final Function<MachineConfig, S> spec;

  private ControlPlaneConfigController(
      String name, ResourceType<S> type, String id, Function<MachineConfig, S> spec) {
    this.name = name;
    this.type = type;
    this.id = id;
    this.spec = spec;
  }

  /** For the API server. */
  public static Controller apiServer() {
    return new ControlPlaneConfigController<>(
        "k8s.ControlPlaneAPIServerController",
        KubernetesTypes.API_SERVER_CONFIGS,
        KubernetesTypes.API_SERVER,
        ControlPlaneConfigController::apiServer);
  }

  /** For the controller manager. */
  public static Controller controllerManager() {
    return new ControlPlaneConfigController<>(
        "k8s.ControlPlaneControllerManagerController",
        KubernetesTypes.CONTROLLER_MANAGER_CONFIGS,
        KubernetesTypes.CONTROLLER_MANAGER,
        ControlPlaneConfigController::controllerManager);
  }

  /** For the scheduler. */
  public static Controller scheduler() {
    return new ControlPlaneConfigController<>(
        "k8s.ControlPlaneSchedulerController",
        KubernetesTypes.SCHEDULER_CONFIGS,
        KubernetesTypes.SCHEDULER,
        ControlPlaneConfigController::scheduler);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(type));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
        .map(resource -> ConfigSpecs.decode(resource.spec()))
        .filter(config -> !config.isPartial() && config.machineType().isControlPlane())
        .ifPresent(config -> state.modify(type, id, spec.apply(config)));
  }

  private static APIServerConfigSpec apiServer(MachineConfig config) {
    KubernetesConfig kubernetes = config.kubernetes();
    Component component = kubernetes.component(Program.API_SERVER);
    return APIServerConfigSpec.newBuilder()
        .setImage(image(component, KubernetesTypes.API_SERVER))
        .setControlPlaneEndpoint(config.clusterEndpoint().orElse(""))
        .addEtcdServers(ETCD)
        .setLocalPort(kubernetes.apiServerPort())
        .addAllServiceCidRs(kubernetes.serviceSubnets())
        .putAllEnvironmentVariables(component.environment())
        .putAllExtraArgs(args(component))
        .setAdvertisedAddress("$(POD_IP)")
        .build();
  }

  private static ControllerManagerConfigSpec controllerManager(MachineConfig config) {
    KubernetesConfig kubernetes = config.kubernetes();
    Component component = kubernetes.component(Program.CONTROLLER_MANAGER);
    return ControllerManagerConfigSpec.newBuilder()
        .setEnabled(component.enabled())
        .setImage(image(component, KubernetesTypes.CONTROLLER_MANAGER))
        .addAllPodCidRs(kubernetes.podSubnets())
        .addAllServiceCidRs(kubernetes.serviceSubnets())
        .putAllEnvironmentVariables(component.environment())
        .putAllExtraArgs(args(component))
        .build();
  }

  private static SchedulerConfigSpec scheduler(MachineConfig config) {
    Component component = config.kubernetes().component(Program.SCHEDULER);
    return SchedulerConfigSpec.newBuilder()
        .setEnabled(component.enabled())
        .setImage(image(component, KubernetesTypes.SCHEDULER))
        .putAllEnvironmentVariables(component.environment())
        .putAllExtraArgs(args(component))
        .build();
  }

  private static String image(Component component, String program) {
    return component
        .image()
        .orElseGet(() -> Images.component(program, ClusterInput.DEFAULT_KUBERNETES_VERSION));
  }

  private static Map<String, ArgValues> args(Component component) {
    return component.extraArgs().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                arg -> ArgValues.newBuilder().addAllValues(arg.getValue()).build()));
  }
}
