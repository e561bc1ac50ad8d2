package dev.ijen.machined.etcd;

import dev.ijen.api.resource.etcd.ArgValues;
import dev.ijen.api.resource.etcd.ConfigSpec;
import dev.ijen.config.KubernetesConfig;
import dev.ijen.config.generate.Images;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.etcd.resource.EtcdTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Takes what etcd is to run with out of a control plane's config. */
public final class EtcdConfigController implements Controller {
  private static final String CONFIG = "v1alpha1";

  @Override
  public String name() {
    return "etcd.ConfigController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(EtcdTypes.ETCD_CONFIGS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
        .map(resource -> ConfigSpecs.decode(resource.spec()))
        .filter(config -> !config.isPartial() && config.machineType().isControlPlane())
        .ifPresent(
            config ->
                state.modify(EtcdTypes.ETCD_CONFIGS, EtcdTypes.ID, spec(config.kubernetes())));
  }

  private static ConfigSpec spec(KubernetesConfig kubernetes) {
    var spec =
        ConfigSpec.newBuilder()
            .setImage(kubernetes.etcdImage().orElseGet(Images::etcd))
            .addAllAdvertiseValidSubnets(kubernetes.etcdAdvertisedSubnets());
    kubernetes
        .etcdExtraArgs()
        .forEach(
            (name, values) ->
                spec.putExtraArgs(name, ArgValues.newBuilder().addAllValues(values).build()));
    return spec.build();
  }
}
