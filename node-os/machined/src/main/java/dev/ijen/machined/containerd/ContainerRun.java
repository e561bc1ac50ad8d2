package dev.ijen.machined.containerd;

import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import dev.ijen.containerd.types.Mount;
import dev.ijen.containerd.types.Process;
import dev.ijen.containerd.types.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  private final Plan spec;

  /**
   * What to run.
   *
   * @param oci the runtime's configuration
   * @param image where its root comes from; absent when the configuration names a folder
   */
  private record Plan(String id, ByteString oci, Path log, Optional<UnpackedImage> image) {}

  /** A container that does not run yet. */
  public ContainerRun(ContainerdClient containerd, ContainerSpec spec) {
    this.containerd = containerd;
    this.spec =
        new Plan(
            spec.id(), ByteString.copyFrom(OciSpec.encode(spec)), spec.log(), Optional.empty());
  }

  /** A container from an image that does not run yet. */
  public ContainerRun(ContainerdClient containerd, ImageContainerSpec spec) {
    this.containerd = containerd;
    this.spec =
        new Plan(
            spec.id(),
            ByteString.copyFrom(ImageOciSpec.encode(spec)),
            spec.log(),
            Optional.of(spec.image()));
  }

  /**
   * Starts or adopts the container and waits until it ends; ends it when interrupted.
   *
   * @param started is told once it runs
   * @throws IOException when it ended with another status than 0
   * @throws ContainerdException when containerd went away or refused
   */
  public void run(Consumer<String> started) throws IOException, InterruptedException {
    String digest = digest();
    int pid = adopt(digest).orElse(0);
    if (pid == 0) {
      pid = create(digest);
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

  /** Of the configuration and the image: a container of another image is another container. */
  private String digest() {
    var hash = Hashing.sha256().newHasher().putBytes(spec.oci().toByteArray());
    spec.image().ifPresent(image -> hash.putString(image.snapshot(), StandardCharsets.UTF_8));
    return hash.hash().toString();
  }

  private int create(String digest) throws IOException, InterruptedException {
    containerd.ensureNamespace();
    end(SIGKILL);
    Files.createDirectories(spec.log().getParent());
    List<Mount> root = List.of();
    if (spec.image().isPresent()) {
      root = containerd.prepareRoot(spec.id(), spec.image().get());
    }
    containerd.createContainer(spec.id(), spec.oci(), Map.of(LABEL, digest), !root.isEmpty());
    try {
      return containerd.startTask(spec.id(), spec.log(), root);
    } catch (ContainerdException e) {
      end(SIGKILL);
      throw e;
    }
  }

  private void await() throws IOException, InterruptedException {
    try {
      int status = containerd.await(spec.id());
      delete();
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
    delete();
  }

  private void delete() throws InterruptedException {
    containerd.delete(spec.id());
    if (spec.image().isPresent()) {
      containerd.removeRoot(spec.id());
    }
  }
}
