package dev.ijen.operator.fleet;

import dev.ijen.client.Connection;
import dev.ijen.client.Credentials;
import dev.ijen.client.Endpoint;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.client.NodeClient;
import dev.ijen.crds.Machine;
import dev.ijen.operator.Settings;
import dev.ijen.operator.node.AdminCredentials;
import dev.ijen.operator.node.UnusableTalosconfig;
import io.grpc.ClientInterceptors;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The fleets of all namespaces, over mutual TLS. For any thread. */
@Singleton
public final class Fleets {
  private record Line(List<String> addresses, String talosconfig, NodeClient client) {
    boolean isFor(Machine machine, String credentials) {
      return addresses.equals(machine.getSpec().addresses()) && talosconfig.equals(credentials);
    }
  }

  private final ConfigSource.OfNamespaces configs;
  private final Duration deadline;
  private final CallMeters meters;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Map<String, StreamingFleet> fleets = new ConcurrentHashMap<>();
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  Fleets(ConfigSource.OfNamespaces configs, Settings settings, MeterRegistry registry) {
    this.configs = configs;
    this.deadline = settings.deadline();
    this.meters = new CallMeters(registry);
  }

  /** The fleet of a namespace. */
  public StreamingFleet of(String namespace) {
    return fleets.computeIfAbsent(
        namespace,
        name ->
            new StreamingFleet(
                (machine, revision) -> configs.render(name, machine, revision),
                this::later,
                Clock.systemUTC(),
                machine -> tell(name, machine)));
  }

  /** Tells namespace and name of a machine whenever its node or a call to it changes. */
  public void listen(BiConsumer<String, String> listener) {
    listeners.add(listener);
  }

  /**
   * Watches the node of a machine; does nothing when it is watched in this way already.
   *
   * @throws UnusableTalosconfig when the credentials cannot be used
   */
  public void connect(Machine machine, String talosconfig) throws UnusableTalosconfig {
    String namespace = machine.getMetadata().getNamespace();
    String name = machine.getMetadata().getName();
    Line before = lines.get(namespace + "/" + name);
    if (before != null && before.isFor(machine, talosconfig)) {
      return;
    }
    List<String> addresses = machine.getSpec().addresses();
    NodeClient client = client(addresses, talosconfig);
    of(namespace).watch(name, ClientInterceptors.intercept(client.channel(), meters));
    Line old = lines.put(namespace + "/" + name, new Line(addresses, talosconfig, client));
    if (old != null) {
      old.client().close();
    }
  }

  /** Forgets a machine. */
  public void disconnect(String namespace, String machine) {
    Line line = lines.remove(namespace + "/" + machine);
    if (line != null) {
      of(namespace).forget(machine);
      line.client().close();
    }
  }

  private NodeClient client(List<String> addresses, String talosconfig) throws UnusableTalosconfig {
    Credentials.Mutual credentials = AdminCredentials.of(talosconfig);
    List<Endpoint> endpoints = addresses.stream().map(Endpoint::parse).toList();
    try {
      return NodeClient.connect(
          Connection.mutual(endpoints, credentials).withDeadline(deadline), Clock.systemUTC());
    } catch (InvalidCredentials e) {
      throw new UnusableTalosconfig("the certificate cannot be used", e);
    }
  }

  private void later(Duration delay, Runnable task) {
    var _ = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tell(String namespace, String machine) {
    listeners.forEach(listener -> listener.accept(namespace, machine));
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
    fleets.values().forEach(StreamingFleet::close);
    lines.values().forEach(line -> line.client().close());
  }
}
