package dev.ijen.machined.containerd;

import com.google.common.hash.Hashing;
import dev.ijen.containerd.types.Process;
import dev.ijen.containerd.types.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a system container. One that already runs with the same configuration, because only machined
 * or containerd were restarted, is adopted.
 */
public final class ContainerRun {
  private static final Logger log = LoggerFactory.getLogger(ContainerRun.class);
  private static final String LABEL = "dev.ijen/spec";
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final ContainerdClient containerd;
  private final ContainerSpec spec;

  /** A container that does not run yet. */
  public ContainerRun(ContainerdClient containerd, ContainerSpec spec) {
    this.containerd = containerd;
    this.spec = spec;
  }

  /**
   * Starts or adopts the container and waits until it ends; ends it when interrupted.
   *
   * @param started is told once it runs
   * @throws IOException when it ended with another status than 0
   * @throws ContainerdException when containerd went away or refused
   */
  public void run(Consumer<String> started) throws IOException, InterruptedException {
    byte[] oci = OciSpec.encode(spec);
    String digest = Hashing.sha256().hashBytes(oci).toString();
    int pid = adopt(digest).orElse(0);
    if (pid == 0) {
      pid = create(oci, digest);
    }
    started.accept("Started task " + spec.id() + " (PID " + pid + ") for container " + spec.id());
    await();
  }

  private Optional<Integer> adopt(String digest) throws InterruptedException {
    boolean same =
        containerd.labels(spec.id()).map(labels -> digest.equals(labels.get(LABEL))).orElse(false);
    Optional<Process> task = same ? containerd.task(spec.id()) : Optional.empty();
    Optional<Integer> pid =
        task.filter(process -> process.getStatus() == Status.RUNNING).map(Process::getPid);
    pid.ifPresent(
        running ->
            log.atInfo()
                .addKeyValue("container", spec.id())
                .addKeyValue("pid", running)
                .log("adopting running container"));
    return pid;
  }

  private int create(byte[] oci, String digest) throws IOException, InterruptedException {
    containerd.ensureNamespace();
    end(SIGKILL);
    Files.createDirectories(spec.log().getParent());
    containerd.createContainer(spec.id(), oci, Map.of(LABEL, digest));
    try {
      return containerd.startTask(spec.id(), spec.log());
    } catch (ContainerdException e) {
      end(SIGKILL);
      throw e;
    }
  }

  private void await() throws IOException, InterruptedException {
    try {
      int status = containerd.await(spec.id());
      containerd.delete(spec.id());
      if (status != 0) {
        throw new IOException("container " + spec.id() + " ended with status " + status);
      }
    } catch (InterruptedException e) {
      end(SIGTERM);
      throw e;
    }
  }

  private void end(int signal) throws InterruptedException {
    if (containerd.task(spec.id()).isPresent()) {
      containerd.kill(spec.id(), signal);
      if (!containerd.await(spec.id(), GRACE)) {
        containerd.kill(spec.id(), SIGKILL);
        containerd.await(spec.id(), GRACE);
      }
    }
    containerd.delete(spec.id());
  }
}
