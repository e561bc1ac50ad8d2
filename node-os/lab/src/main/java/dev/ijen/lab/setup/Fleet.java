package dev.ijen.lab.setup;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.config.talosconfig.Talosconfig;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.registry.Registry;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * What the nodes of an instance share: secrets, config and the administrator's credentials, kept in
 * its folder and the same in every run.
 */
public final class Fleet {
  private static final String NAME = "ijen";

  private final Path talosconfigFile;
  private final String config;
  private final TalosContext administrator;

  private Fleet(Path talosconfigFile, String config, TalosContext administrator) {
    this.talosconfigFile = talosconfigFile;
    this.config = config;
    this.administrator = administrator;
  }

  /**
   * Reads the files, or makes them in a first run.
   *
   * @param kubernetes URL of the Kubernetes API
   * @param endpoints node APIs as {@code host:port}
   */
  public static Fleet load(Instance instance, String kubernetes, List<String> endpoints)
      throws IOException, PkiException, ConfigException {
    instance.create();
    var random = new SecureRandom();
    SecretsBundle secrets = secrets(instance.folder().resolve("secrets.yaml"), random);
    ClusterInput input =
        ClusterInput.of(NAME, kubernetes, secrets).withCertSans(List.of("127.0.0.1"));
    Path configFile = instance.folder().resolve("machine-config.yaml");
    if (!Files.exists(configFile)) {
      // Only a control plane's config holds the authority that the node API's certificate is from.
      MachineConfig generated = ConfigGenerator.generate(input).controlPlane();
      Files.writeString(configFile, Registry.reachable(generated).encode());
    }
    Path talosconfig = instance.folder().resolve("talosconfig");
    if (!Files.exists(talosconfig)) {
      ConfigGenerator.talosconfig(input, endpoints, Clock.systemUTC(), random).save(talosconfig);
    }
    TalosContext administrator = withNodes(talosconfig, endpoints);
    return new Fleet(talosconfig, Files.readString(configFile), administrator);
  }

  /** The machine config of every node, as YAML: holds secrets. */
  public String config() {
    return config;
  }

  /** The administrator's context. */
  public TalosContext administrator() {
    return administrator;
  }

  /** Where the talosconfig is. */
  public Path talosconfigFile() {
    return talosconfigFile;
  }

  private static SecretsBundle secrets(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, SecretsBundle.generate(Clock.systemUTC(), random).toYaml());
    }
    return SecretsBundle.fromYaml(Files.readString(file));
  }

  private static TalosContext withNodes(Path file, List<String> endpoints) throws IOException {
    Talosconfig read = Talosconfig.load(file);
    TalosContext context =
        read.current().orElseThrow(() -> new IOException(file + " has no current context"));
    TalosContext complete = context.withEndpoints(endpoints).withNodes(hosts(endpoints));
    if (!complete.equals(context)) {
      read.with(read.context(), complete).save(file);
    }
    return complete;
  }

  /** Nodes are named by their address alone: the one that is called forwards to port 50000. */
  private static List<String> hosts(List<String> endpoints) {
    return endpoints.stream()
        .map(endpoint -> endpoint.substring(0, endpoint.lastIndexOf(':')))
        .distinct()
        .toList();
  }
}
