package dev.ijen.config.generate;

import java.util.List;
import java.util.Optional;

/**
 * What a cluster is to be.
 *
 * @param name name of the cluster
 * @param endpoint URL of the Kubernetes API, as {@code https://10.5.0.2:6443}
 * @param secrets what its nodes share
 * @param form many documents, or the classic single one
 * @param kubernetesVersion as {@code 1.37.2}
 * @param installDisk device that nodes install to, as {@code /dev/vda}; empty for none
 * @param installImage image that is installed; empty for the one that boots
 * @param certSans further names and addresses of the node API and of the Kubernetes API
 * @param dnsDomain domain of services
 * @param podSubnets networks of pods
 * @param serviceSubnets networks of services
 */
public record ClusterInput(
    String name,
    String endpoint,
    SecretsBundle secrets,
    Form form,
    String kubernetesVersion,
    Optional<String> installDisk,
    Optional<String> installImage,
    List<String> certSans,
    String dnsDomain,
    List<String> podSubnets,
    List<String> serviceSubnets) {
  /** The Kubernetes that configs name when nothing else is asked for. */
  public static final String DEFAULT_KUBERNETES_VERSION = Versions.of("kubernetes");

  public ClusterInput {
    certSans = List.copyOf(certSans);
    podSubnets = List.copyOf(podSubnets);
    serviceSubnets = List.copyOf(serviceSubnets);
  }

  /** How the config is laid out. */
  public enum Form {
    /** The main document and one document per subject. */
    MULTI,
    /** The main document alone. */
    CLASSIC
  }

  /** A cluster with the defaults of everything else. */
  public static ClusterInput of(String name, String endpoint, SecretsBundle secrets) {
    return new ClusterInput(
        name,
        endpoint,
        secrets,
        Form.MULTI,
        DEFAULT_KUBERNETES_VERSION,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        "cluster.local",
        List.of("10.244.0.0/16"),
        List.of("10.96.0.0/12"));
  }

  /** The same in another form. */
  public ClusterInput withForm(Form other) {
    return new ClusterInput(
        name,
        endpoint,
        secrets,
        other,
        kubernetesVersion,
        installDisk,
        installImage,
        certSans,
        dnsDomain,
        podSubnets,
        serviceSubnets);
  }

  /** The same with another version of Kubernetes, without a leading {@code v}. */
  public ClusterInput withKubernetesVersion(String version) {
    return new ClusterInput(
        name,
        endpoint,
        secrets,
        form,
        version,
        installDisk,
        installImage,
        certSans,
        dnsDomain,
        podSubnets,
        serviceSubnets);
  }

  /** The same, installed to a device, from an image if one is given. */
  public ClusterInput withInstall(String disk, Optional<String> image) {
    return new ClusterInput(
        name,
        endpoint,
        secrets,
        form,
        kubernetesVersion,
        Optional.of(disk),
        image,
        certSans,
        dnsDomain,
        podSubnets,
        serviceSubnets);
  }

  /** The same with further names and addresses in the certificates. */
  public ClusterInput withCertSans(List<String> names) {
    return new ClusterInput(
        name,
        endpoint,
        secrets,
        form,
        kubernetesVersion,
        installDisk,
        installImage,
        names,
        dnsDomain,
        podSubnets,
        serviceSubnets);
  }

  /** The same with another domain of services. */
  public ClusterInput withDnsDomain(String domain) {
    return new ClusterInput(
        name,
        endpoint,
        secrets,
        form,
        kubernetesVersion,
        installDisk,
        installImage,
        certSans,
        domain,
        podSubnets,
        serviceSubnets);
  }
}
