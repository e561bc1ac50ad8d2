package dev.ijen.ctl;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A command that calls the Kubernetes API with the user's kubeconfig. */
abstract class KubeCommand implements Callable<Integer> {
  private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
  private static final int REQUEST_MILLIS = (int) Duration.ofSeconds(15).toMillis();

  private final KubeRoot root;

  KubeCommand(KubeRoot root) {
    this.root = root;
  }

  /** Does the command's work and returns the exit code. */
  abstract int run(KubernetesClient client, String namespace)
      throws UsageException, InterruptedException;

  final Shell shell() {
    return root.shell();
  }

  @Override
  public final Integer call() throws UsageException, InterruptedException {
    // Without a logging backend SLF4J would tell of its absence on the user's terminal.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Config config = config();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      return run(client, namespace(config));
    } catch (KubernetesClientException e) {
      throw new UsageException(words(e, config.getMasterUrl()), e);
    }
  }

  private String namespace(Config config) {
    String asked = root.namespace();
    return asked == null ? Objects.requireNonNullElse(config.getNamespace(), "default") : asked;
  }

  private Config config() throws UsageException {
    Path file = root.kubeconfig();
    if (!Files.isReadable(file)) {
      throw new UsageException(
          "kubeconfig %s: cannot be read; give --kubeconfig or set KUBECONFIG".formatted(file));
    }
    Config config = parse(file, root.context());
    if (config.getCurrentContext() == null) {
      String name = root.context();
      throw new UsageException(
          name == null
              ? "kubeconfig %s: no current context; give --context".formatted(file)
              : "kubeconfig %s: no context %s".formatted(file, name));
    }
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(REQUEST_MILLIS);
    config.setRequestRetryBackoffLimit(0);
    return config;
  }

  private static Config parse(Path file, @Nullable String context) throws UsageException {
    try {
      return Config.fromKubeconfig(context, file.toFile());
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new UsageException("kubeconfig %s: %s".formatted(file, deepest(e)), e);
    }
  }

  private static String words(KubernetesClientException e, String server) {
    return switch (e.getCode()) {
      case 0 -> "%s: %s".formatted(server, deepest(e));
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "%s: the credentials of the kubeconfig are refused".formatted(server);
      case HttpURLConnection.HTTP_NOT_FOUND ->
          "%s: rollouts.ijen.dev is not known; are the CRDs of the operator installed?"
              .formatted(server);
      default ->
          "%s: %s"
              .formatted(server, e.getStatus() == null ? deepest(e) : e.getStatus().getMessage());
    };
  }

  private static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
