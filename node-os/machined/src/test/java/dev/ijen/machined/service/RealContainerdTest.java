package dev.ijen.machined.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.containerd.ContainerRun;
import dev.ijen.machined.containerd.ContainerSpec;
import dev.ijen.machined.containerd.ContainerSpec.Bind;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real containerd and runc, as root, with everything they keep below a folder of the test. */
@Tag("real")
@Timeout(120)
class RealContainerdTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern PID = Pattern.compile("PID (\\d+)");

  @TempDir private Path root;

  private final EventLoopGroup loops = new EpollEventLoopGroup(1);
  private final Supervisor services =
      new Supervisor(Clock.systemUTC(), new EventBus(Clock.systemUTC(), new Random(1)));
  private NodePaths paths;
  private ContainerdClient client;

  @BeforeEach
  void start() throws Exception {
    paths = new NodePaths(root);
    client = new ContainerdClient(paths.containerdSocket(), loops);
    Path parts = Path.of(System.getProperty("ijen.parts"));
    services.load(new ContainerdService(Mode.CONTAINER, paths, parts, client));
    services.startAll();
    services.awaitSettled(LIMIT);
  }

  @AfterEach
  void stop() throws Exception {
    services.stopAll(LIMIT);
    client.close();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aContainerRunsWithoutPrivilegesIsAdoptedAndEnds() throws Exception {
    assertThat(client.version()).startsWith("v2.");
    var first = new Run(spec());
    long pid = first.pid();
    assertThat(Files.readString(Path.of("/proc/" + pid + "/status")))
        .contains("Uid:\t50\t50\t50\t50")
        .contains("CapEff:\t0000000000000000")
        .contains("CapBnd:\t0000000000000000")
        .contains("NoNewPrivs:\t1")
        .contains("Seccomp:\t2");

    services.stop(ContainerdService.ID, LIMIT);
    assertThat(first.end()).isNotNull();
    assertThat(Path.of("/proc/" + pid)).as("survives its containerd").exists();

    services.start(ContainerdService.ID);
    services.awaitSettled(LIMIT);
    var second = new Run(spec());
    assertThat(second.pid()).isEqualTo(pid);
    second.stop();
    assertThat(Path.of("/proc/" + pid)).doesNotExist();
  }

  private ContainerSpec spec() throws Exception {
    Path skeleton = Files.createDirectories(root.resolve("skeleton"));
    for (String name : List.of("proc", "dev", "tmp", "usr", "lib", "lib64", "system")) {
      Files.createDirectories(skeleton.resolve(name));
    }
    return new ContainerSpec(
        "sleeper",
        skeleton,
        50,
        List.of("/usr/bin/sleep", "1000"),
        List.of("PATH=/usr/bin"),
        List.of(bind("/usr"), bind("/lib"), bind("/lib64")),
        "/ijen-test-" + ProcessHandle.current().pid(),
        0,
        new ServiceLog(paths.logs(), "sleeper").file());
  }

  private static Bind bind(String path) {
    return new Bind(Path.of(path), path);
  }

  /** A container that runs on a thread of its own. */
  private final class Run {
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private final CompletableFuture<Exception> ended = new CompletableFuture<>();
    private final Thread thread;

    Run(ContainerSpec spec) {
      thread = Thread.ofVirtual().start(() -> run(spec));
    }

    long pid() throws Exception {
      Matcher matcher = PID.matcher(started.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
      assertThat(matcher.find()).isTrue();
      return Long.parseLong(matcher.group(1));
    }

    Exception end() throws Exception {
      return ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    void stop() throws Exception {
      thread.interrupt();
      assertThat(end()).isInstanceOf(InterruptedException.class);
    }

    private void run(ContainerSpec spec) {
      try {
        new ContainerRun(client, spec).run(started::complete);
        ended.complete(new IllegalStateException("ended by itself"));
      } catch (Exception e) {
        started.completeExceptionally(e);
        ended.complete(e);
      }
    }
  }
}
