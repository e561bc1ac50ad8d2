package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.APIServerConfigSpec;
import dev.ijen.api.resource.k8s.ControllerManagerConfigSpec;
import dev.ijen.api.resource.k8s.SchedulerConfigSpec;
import dev.ijen.api.resource.k8s.StaticPodSpec;
import dev.ijen.machined.k8s.StaticPods.Program;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.v1alpha1.resource.ServiceTypes;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/** Makes the pods of the control plane, once etcd is well and their secrets are written. */
public final class ControlPlaneStaticPodController implements Controller {
  private static final String ETCD = "etcd";

  /** Whether etcd was well once: pods outlive a restart of etcd. */
  private boolean begun;

  @Override
  public String name() {
    return "k8s.ControlPlaneStaticPodController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(KubernetesTypes.API_SERVER_CONFIGS)
            .only(KubernetesTypes.FINAL + KubernetesTypes.API_SERVER),
        Input.weak(KubernetesTypes.CONTROLLER_MANAGER_CONFIGS)
            .only(KubernetesTypes.FINAL + KubernetesTypes.CONTROLLER_MANAGER),
        Input.weak(KubernetesTypes.SCHEDULER_CONFIGS)
            .only(KubernetesTypes.FINAL + KubernetesTypes.SCHEDULER),
        Input.weak(KubernetesTypes.SECRET_STATUSES).only(KubernetesTypes.STATIC_PODS_ID),
        Input.weak(ServiceTypes.SERVICES).only(ETCD));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(KubernetesTypes.STATIC_PODS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    begun |= state.find(ServiceTypes.SERVICES, ETCD).filter(s -> s.spec().getHealthy()).isPresent();
    var secrets = state.find(KubernetesTypes.SECRET_STATUSES, KubernetesTypes.STATIC_PODS_ID);
    if (!begun || secrets.isEmpty()) {
      return;
    }
    String revision = secrets.get().spec().getVersion();
    find(state, KubernetesTypes.API_SERVER_CONFIGS, KubernetesTypes.API_SERVER)
        .ifPresent(config -> write(state, apiServer(config), revision));
    find(state, KubernetesTypes.CONTROLLER_MANAGER_CONFIGS, KubernetesTypes.CONTROLLER_MANAGER)
        .filter(ControllerManagerConfigSpec::getEnabled)
        .ifPresent(config -> write(state, controllerManager(config), revision));
    find(state, KubernetesTypes.SCHEDULER_CONFIGS, KubernetesTypes.SCHEDULER)
        .filter(SchedulerConfigSpec::getEnabled)
        .ifPresent(config -> write(state, scheduler(config), revision));
  }

  private static <S> Optional<S> find(ReaderWriter state, ResourceType<S> type, String id) {
    return state.find(type, KubernetesTypes.FINAL + id).map(resource -> resource.spec());
  }

  private static void write(ReaderWriter state, Program program, String revision) {
    state.modify(
        KubernetesTypes.STATIC_PODS,
        program.name(),
        StaticPodSpec.newBuilder().setPod(Structs.of(StaticPods.pod(program, revision))).build());
  }

  private static Program apiServer(APIServerConfigSpec config) {
    return new Program(
        KubernetesTypes.API_SERVER,
        config.getImage(),
        config.getArgsList(),
        config.getEnvironmentVariablesMap(),
        ControlPlanePlaces.API_SERVER_UID,
        ControlPlanePlaces.API_SERVER_SECRETS,
        "200m",
        "512Mi");
  }

  private static Program controllerManager(ControllerManagerConfigSpec config) {
    return new Program(
        KubernetesTypes.CONTROLLER_MANAGER,
        config.getImage(),
        config.getArgsList(),
        config.getEnvironmentVariablesMap(),
        ControlPlanePlaces.CONTROLLER_MANAGER_UID,
        ControlPlanePlaces.CONTROLLER_MANAGER_SECRETS,
        "50m",
        "256Mi");
  }

  private static Program scheduler(SchedulerConfigSpec config) {
    return new Program(
        KubernetesTypes.SCHEDULER,
        config.getImage(),
        config.getArgsList(),
        config.getEnvironmentVariablesMap(),
        ControlPlanePlaces.SCHEDULER_UID,
        ControlPlanePlaces.SCHEDULER_SECRETS,
        "10m",
        "64Mi");
  }
}
