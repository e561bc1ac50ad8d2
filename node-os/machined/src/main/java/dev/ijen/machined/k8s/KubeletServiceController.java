package dev.ijen.machined.k8s;

import dev.ijen.api.common.PEMEncodedCertificate;
import dev.ijen.api.resource.secrets.KubeletSpec;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.secrets.Kubeconfig;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.machined.service.KubeletService;
import dev.ijen.machined.service.KubeletService.Wanted;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells the kubelet's service what to run with; a change starts the kubelet anew. */
public final class KubeletServiceController implements Controller {
  private final KubeletService service;

  /** Speaks to this service. */
  public KubeletServiceController(KubeletService service) {
    this.service = service;
  }

  @Override
  public String name() {
    return "k8s.KubeletServiceController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(KubernetesTypes.KUBELET_SPECS).only(KubernetesTypes.KUBELET),
        Input.weak(SecretTypes.KUBELET_SECRETS).only(SecretTypes.KUBELET_ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of();
  }

  @Override
  public void reconcile(ReaderWriter state) {
    var spec = state.find(KubernetesTypes.KUBELET_SPECS, KubernetesTypes.KUBELET);
    var secrets = state.find(SecretTypes.KUBELET_SECRETS, SecretTypes.KUBELET_ID);
    if (spec.isPresent() && secrets.isPresent()) {
      service.want(
          new Wanted(
              spec.get().spec().getImage(),
              spec.get().spec().getArgsList(),
              files(Structs.json(spec.get().spec().getConfig()), secrets.get().spec())));
    }
  }

  private static Map<String, String> files(String configuration, KubeletSpec secrets) {
    String authorities =
        secrets.getAcceptedCAsList().stream()
            .map(PEMEncodedCertificate::getCrt)
            .map(certificate -> certificate.toStringUtf8().strip() + "\n")
            .collect(Collectors.joining());
    String token = secrets.getBootstrapTokenId() + "." + secrets.getBootstrapTokenSecret();
    var bootstrap =
        new Kubeconfig(
            "local",
            secrets.getEndpoint().getFullPath(),
            authorities,
            "kubelet",
            new Kubeconfig.Token(token));
    return Map.of(
        KubeletPlaces.CONFIG,
        configuration,
        KubeletPlaces.AUTHORITIES,
        authorities,
        KubeletPlaces.BOOTSTRAP_KUBECONFIG,
        bootstrap.yaml());
  }
}
