package dev.ijen.lab.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The process that stands in for the hardware of a container node: it starts init in new namespaces
 * and starts it again when the node asks for a reboot.
 */
final class ContainerKeeper {
  /** Exit statuses of init; docs/architecture.md §3. */
  private static final int REBOOT = 64;

  private static final int POWER_OFF = 65;
  private static final int HALT = 66;

  private static final Path CGROUP_MOUNT = Path.of("/sys/fs/cgroup");
  private static final long REMOVAL_MILLIS = 5_000;

  /** Moves itself into the control groups that stand before "--", then becomes the rest. */
  private static final String ENTER_CGROUPS =
      "while [ \"$1\" != -- ]; do echo $$ > \"$1/cgroup.procs\"; shift; done; shift; exec \"$@\"";

  private final Cgroups cgroups;
  private final String networkNamespace;
  private final List<String> init;

  /** The node that runs now; read by the shutdown hook. */
  private volatile Optional<Process> node = Optional.empty();

  private ContainerKeeper(Cgroups cgroups, String networkNamespace, List<String> init) {
    this.cgroups = cgroups;
    this.networkNamespace = networkNamespace;
    this.init = List.copyOf(init);
  }

  /**
   * Runs a node until it is off.
   *
   * @param words name of the control groups, path of the network namespace, root tree, STATE
   *     folder, EPHEMERAL folder, host name, and the image cache of a node that has one
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    var init =
        new ArrayList<>(
            List.of(
                words[2] + "/sbin/init",
                "--container",
                "--root",
                words[2],
                "--state",
                words[3],
                "--var",
                words[4],
                "--hostname",
                words[5],
                "--cmdline",
                "ijen.platform=container ijen.hostname=" + words[5]));
    if (words.length > 6) {
      init.addAll(List.of("--image-cache", words[6]));
    }
    var keeper = new ContainerKeeper(new Cgroups(CGROUP_MOUNT, words[0]), words[1], init);
    Runtime.getRuntime().addShutdownHook(new Thread(keeper::end));
    System.exit(keeper.run());
  }

  private int run() throws IOException, InterruptedException {
    while (true) {
      int status = runOnce();
      switch (status) {
        case REBOOT -> System.out.println("keeper: the node asked for a reboot");
        case POWER_OFF, HALT -> {
          System.out.println("keeper: the node is off, status " + status);
          return 0;
        }
        default -> {
          System.out.println("keeper: init ended with " + status);
          return status;
        }
      }
    }
  }

  private int runOnce() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(cgroups.create())).inheritIO().start();
    node = Optional.of(process);
    int status = process.waitFor();
    removeCgroups();
    return status;
  }

  private List<String> command(List<Path> folders) {
    var command = new ArrayList<String>();
    command.addAll(List.of("setpriv", "--pdeathsig", "KILL", "sh", "-c", ENTER_CGROUPS, "sh"));
    folders.forEach(folder -> command.add(folder.toString()));
    command.add("--");
    command.addAll(List.of("nsenter", "--net=" + networkNamespace, "--"));
    command.addAll(List.of("unshare", "-m", "-p", "-f", "-C", "-u", "-i", "--kill-child=KILL"));
    command.addAll(List.of("--propagation", "private"));
    command.addAll(init);
    return List.copyOf(command);
  }

  /** Takes the node along when the keeper is asked to end. */
  private void end() {
    try {
      if (node.isPresent()) {
        node.get().destroyForcibly().waitFor();
      }
      removeCgroups();
    } catch (IOException e) {
      System.out.println("keeper: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last processes of a PID namespace may end a moment after its init. */
  private void removeCgroups() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REMOVAL_MILLIS);
    while (true) {
      try {
        cgroups.delete();
        return;
      } catch (IOException e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }
}
