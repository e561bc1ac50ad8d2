package dev.ijen.machined.secrets.resource;

import dev.ijen.api.resource.secrets.APICertsSpec;
import dev.ijen.api.resource.secrets.CertSANSpec;
import dev.ijen.api.resource.secrets.EtcdCertsSpec;
import dev.ijen.api.resource.secrets.EtcdRootSpec;
import dev.ijen.api.resource.secrets.KubeletSpec;
import dev.ijen.api.resource.secrets.KubernetesCertsSpec;
import dev.ijen.api.resource.secrets.KubernetesDynamicCertsSpec;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.api.resource.secrets.MaintenanceRootSpec;
import dev.ijen.api.resource.secrets.OSRootSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Keys and certificates. */
public final class SecretTypes {
  public static final ResourceType<OSRootSpec> OS_ROOT_SECRETS =
      WireTypes.of("OSRootSecrets.secrets.talos.dev", OSRootSpec.getDefaultInstance());

  public static final ResourceType<APICertsSpec> API_CERTIFICATES =
      WireTypes.of("ApiCertificates.secrets.talos.dev", APICertsSpec.getDefaultInstance());

  public static final ResourceType<CertSANSpec> CERT_SANS =
      WireTypes.of("CertSANs.secrets.talos.dev", CertSANSpec.getDefaultInstance());

  public static final ResourceType<MaintenanceRootSpec> MAINTENANCE_ROOT_SECRETS =
      WireTypes.of(
          "MaintenanceRootSecrets.secrets.talos.dev", MaintenanceRootSpec.getDefaultInstance());

  public static final ResourceType<KubernetesRootSpec> KUBERNETES_ROOT_SECRETS =
      WireTypes.of(
          "KubernetesRootSecrets.secrets.talos.dev", KubernetesRootSpec.getDefaultInstance());

  public static final ResourceType<KubernetesCertsSpec> KUBERNETES_SECRETS =
      WireTypes.of("KubernetesSecrets.secrets.talos.dev", KubernetesCertsSpec.getDefaultInstance());

  public static final ResourceType<KubernetesDynamicCertsSpec> KUBERNETES_DYNAMIC_CERTS =
      WireTypes.of(
          "KubernetesDynamicCerts.secrets.talos.dev",
          KubernetesDynamicCertsSpec.getDefaultInstance());

  public static final ResourceType<EtcdRootSpec> ETCD_ROOT_SECRETS =
      WireTypes.of("EtcdRootSecrets.secrets.talos.dev", EtcdRootSpec.getDefaultInstance());

  public static final ResourceType<EtcdCertsSpec> ETCD_SECRETS =
      WireTypes.of("EtcdSecrets.secrets.talos.dev", EtcdCertsSpec.getDefaultInstance());

  public static final ResourceType<KubeletSpec> KUBELET_SECRETS =
      WireTypes.of("KubeletSecrets.secrets.talos.dev", KubeletSpec.getDefaultInstance());

  /** Id of the roots of Kubernetes and of the names of its API server. */
  public static final String KUBERNETES_ID = "k8s";

  /** Id of the kubeconfigs that the node made. */
  public static final String KUBERNETES_CERTS_ID = "k8s-certs";

  /** Id of the certificates that are renewed often. */
  public static final String KUBERNETES_DYNAMIC_CERTS_ID = "k8s-dynamic-certs";

  /** Id of the root and the certificates of etcd. */
  public static final String ETCD_ID = "etcd";

  /** Id of what the kubelet starts with. */
  public static final String KUBELET_ID = "kubelet";

  private SecretTypes() {}
}
