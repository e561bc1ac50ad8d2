package dev.ijen.machined.secrets.resource;

import dev.ijen.api.resource.secrets.APICertsSpec;
import dev.ijen.api.resource.secrets.CertSANSpec;
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

  private SecretTypes() {}
}
