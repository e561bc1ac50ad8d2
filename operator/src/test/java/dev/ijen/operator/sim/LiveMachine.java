package dev.ijen.operator.sim;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.operator.TestCluster;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A simulated machine behind real mutual TLS on a loopback port, in quick time: its reboots and
 * writes take a fraction of what they take elsewhere.
 */
public final class LiveMachine implements AutoCloseable {
  /** So many times faster than a real machine. */
  private static final int SPEED = 60;

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final SimMachine machine;
  private final Server server;

  /** Starts a machine that runs release 1 and a config. */
  public LiveMachine(TestCluster cluster, String name, String config) throws Exception {
    machine =
        new SimMachine(
            name,
            SimRelease.of(SimRelease.Behaviour.GOOD, 1),
            config,
            Instant::now,
            this::after,
            new Random(name.hashCode()),
            () -> {},
            LiveMachine::hash);
    server =
        cluster
            .server()
            .executor(executor)
            .addService(machine)
            .intercept(new Power())
            .build()
            .start();
  }

  private void after(Duration time, Runnable task) {
    var _ = executor.schedule(task, time.toMillis() / SPEED, TimeUnit.MILLISECONDS);
  }

  /** Where it listens. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** The release that it runs. */
  public String digest() {
    return ask(machine::runningDigest);
  }

  /** Whether it is well and tries nothing. */
  public boolean isSettled() {
    return ask(machine::isSettled);
  }

  /** Hash of the config that it runs. */
  public String config() {
    return ask(machine::config);
  }

  /** How many streams of its state are open. */
  public int watchers() {
    return ask(machine::watchers);
  }

  /** Somebody gives it another config by hand; its streams tell. */
  public void changeByHand(String hash, String who) {
    ask(
        () -> {
          machine.changeByHand(hash, who);
          return hash;
        });
  }

  /** Somebody gives it another config by hand, and its streams are dead without anybody knowing. */
  public void changeUnheard(String hash, String who) {
    ask(
        () -> {
          machine.changeUnheard(hash, who);
          return hash;
        });
  }

  /** A service of it fails, or is well again. */
  public void healthy(boolean value) {
    ask(
        () -> {
          machine.healthy(value);
          return value;
        });
  }

  private static String hash(String text) {
    try {
      return MachineConfig.decode(text).hash();
    } catch (ConfigException e) {
      throw new IllegalArgumentException("no machine config", e);
    }
  }

  private <T> T ask(Callable<T> question) {
    try {
      return executor.submit(question).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
    executor.shutdownNow();
  }

  /** While it reboots, nothing answers. */
  private final class Power implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (!machine.isUp()) {
        call.close(Status.UNAVAILABLE, new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }
}
