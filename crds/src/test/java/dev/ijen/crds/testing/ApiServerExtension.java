package dev.ijen.crds.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests an {@link ApiServer} or its {@link KubernetesClient} as a parameter. One server
 * serves the whole JVM and ends with it, so each test class takes a namespace of its own.
 */
public final class ApiServerExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ApiServerExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ApiServer.class || type == KubernetesClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ApiServer server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(ApiServer.class, key -> ApiServer.start(), ApiServer.class);
    return parameter.getParameter().getType() == ApiServer.class ? server : server.client();
  }
}
