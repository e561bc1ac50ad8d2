package dev.ijen.ctl;

import dev.ijen.config.ConfigException;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Secrets and configs of a new cluster. */
@Command(name = "gen", description = "Make secrets and machine configs.")
final class GenCommand extends Group {
  GenCommand(Root root) {
    super(new Secrets(root.shell()), new Config(root.shell()));
  }

  private static void refuseToReplace(Path file, boolean force) throws UsageException {
    if (!force && java.nio.file.Files.exists(file)) {
      throw new UsageException(file + " exists already (--force replaces it)");
    }
  }

  /** The secrets that the nodes of a cluster share. */
  @Command(name = "secrets", description = "Make the secrets of a cluster.")
  static final class Secrets implements Callable<Integer> {
    private final Shell shell;

    @Option(
        names = {"-o", "--output-file"},
        defaultValue = "secrets.yaml",
        paramLabel = "FILE",
        description = "Where to write.")
    private Path file = Path.of("secrets.yaml");

    @Option(
        names = {"-f", "--force"},
        description = "Replace the file.")
    private boolean force;

    Secrets(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Integer call() throws UsageException, IOException {
      refuseToReplace(file, force);
      SecretsBundle secrets = SecretsBundle.generate(shell.clock(), new SecureRandom());
      Files.writeSecret(file, secrets.toYaml());
      shell.err().println("Created " + file);
      return 0;
    }
  }

  /** Configs of control planes and workers, and the client config of their administrator. */
  @Command(name = "config", description = "Make the machine configs of a cluster.")
  static final class Config implements Callable<Integer> {
    /** What can be written. */
    enum Output {
      CONTROLPLANE("controlplane.yaml"),
      WORKER("worker.yaml"),
      TALOSCONFIG("talosconfig");

      private final String file;

      Output(String file) {
        this.file = file;
      }
    }

    private final Shell shell;

    @Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of the cluster.")
    private String cluster = "";

    @Parameters(
        index = "1",
        paramLabel = "URL",
        description = "The Kubernetes API, as https://10.5.0.2:6443.")
    private String endpoint = "";

    @Option(
        names = "--with-secrets",
        paramLabel = "FILE",
        description = "Secrets of `gen secrets` (default: new ones).")
    private @Nullable Path secretsFile;

    @Option(
        names = {"-o", "--output", "--output-dir"},
        defaultValue = ".",
        paramLabel = "PATH",
        description = "Folder to write to; with one output type the file; - for standard output.")
    private String output = ".";

    @Option(
        names = {"-t", "--output-types"},
        split = ",",
        defaultValue = "controlplane,worker,talosconfig",
        paramLabel = "TYPE",
        description = "Which of controlplane, worker, talosconfig to write.")
    private List<String> types = List.of();

    @Option(
        names = "--config-patch",
        paramLabel = "PATCH",
        description = "Patch for all configs, as text or @FILE; may be given more than once.")
    private List<String> patches = List.of();

    @Option(
        names = "--config-patch-control-plane",
        paramLabel = "PATCH",
        description = "Patch for the config of control planes.")
    private List<String> controlPlanePatches = List.of();

    @Option(
        names = "--config-patch-worker",
        paramLabel = "PATCH",
        description = "Patch for the config of workers.")
    private List<String> workerPatches = List.of();

    @Option(
        names = "--additional-sans",
        split = ",",
        paramLabel = "NAME",
        description = "Further names and addresses of the API certificates.")
    private List<String> sans = List.of();

    @Option(
        names = "--install-disk",
        paramLabel = "DEVICE",
        description = "Disk to install to (default: none, the node runs from the disk it is on).")
    private @Nullable String installDisk;

    @Option(names = "--install-image", paramLabel = "IMAGE", description = "What to install.")
    private @Nullable String installImage;

    @Option(
        names = "--kubernetes-version",
        paramLabel = "VERSION",
        description = "Kubernetes to run.")
    private String kubernetesVersion = ClusterInput.DEFAULT_KUBERNETES_VERSION;

    @Option(
        names = "--dns-domain",
        defaultValue = "cluster.local",
        paramLabel = "DOMAIN",
        description = "Domain of services.")
    private String dnsDomain = "cluster.local";

    @Option(names = "--force", description = "Replace files.")
    private boolean force;

    Config(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Integer call() throws UsageException, IOException {
      List<Output> wanted = wanted();
      Map<Output, Path> files = files(wanted);
      for (Path file : files.values()) {
        refuseToReplace(file, force);
      }
      Map<Output, String> texts = generate();
      for (Output type : wanted) {
        write(Optional.ofNullable(files.get(type)), texts.getOrDefault(type, ""));
      }
      return 0;
    }

    private List<Output> wanted() throws UsageException {
      var wanted = new ArrayList<Output>();
      for (String type : types) {
        try {
          wanted.add(Output.valueOf(type.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          throw new UsageException(
              "--output-types " + type + ": not one of controlplane, worker, talosconfig", e);
        }
      }
      return wanted;
    }

    /** Where each output goes; none for standard output. */
    private Map<Output, Path> files(List<Output> wanted) throws UsageException {
      var files = new EnumMap<Output, Path>(Output.class);
      if (output.equals("-")) {
        if (wanted.size() != 1) {
          throw new UsageException("--output - needs one output type, as -t worker");
        }
        return files;
      }
      Path path = Path.of(output);
      boolean single = wanted.size() == 1 && !java.nio.file.Files.isDirectory(path);
      for (Output type : wanted) {
        files.put(type, single ? path : path.resolve(type.file));
      }
      return files;
    }

    private Map<Output, String> generate() throws UsageException, IOException {
      ClusterInput input = input();
      try {
        var configs = ConfigGenerator.generate(input);
        var client =
            ConfigGenerator.talosconfig(input, List.of(), shell.clock(), new SecureRandom());
        var controlPlane = Patches.apply(configs.controlPlane(), patches);
        var worker = Patches.apply(configs.worker(), patches);
        var texts = new EnumMap<Output, String>(Output.class);
        texts.put(Output.CONTROLPLANE, Patches.apply(controlPlane, controlPlanePatches).encode());
        texts.put(Output.WORKER, Patches.apply(worker, workerPatches).encode());
        texts.put(Output.TALOSCONFIG, client.toYaml());
        return texts;
      } catch (ConfigException | PkiException e) {
        throw new UsageException(e);
      }
    }

    private ClusterInput input() throws UsageException, IOException {
      ClusterInput input =
          ClusterInput.of(cluster, endpoint, secrets())
              .withKubernetesVersion(
                  kubernetesVersion.startsWith("v")
                      ? kubernetesVersion.substring(1)
                      : kubernetesVersion)
              .withCertSans(sans)
              .withDnsDomain(dnsDomain);
      if (installDisk != null) {
        return input.withInstall(installDisk, Optional.ofNullable(installImage));
      }
      if (installImage != null) {
        throw new UsageException("--install-image needs --install-disk");
      }
      return input;
    }

    private SecretsBundle secrets() throws UsageException, IOException {
      if (secretsFile == null) {
        return SecretsBundle.generate(shell.clock(), new SecureRandom());
      }
      try {
        return SecretsBundle.fromYaml(Files.read(secretsFile));
      } catch (IllegalArgumentException e) {
        throw new UsageException(secretsFile + ": " + e.getMessage(), e);
      }
    }

    private void write(Optional<Path> file, String text) throws IOException {
      if (file.isEmpty()) {
        shell.out().print(text);
        return;
      }
      Files.writeSecret(file.get(), text);
      shell.err().println("Created " + file.get());
    }
  }
}
