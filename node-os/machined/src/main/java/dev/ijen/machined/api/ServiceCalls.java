package dev.ijen.machined.api;

import com.google.protobuf.Timestamp;
import dev.ijen.api.machine.ServiceEvent;
import dev.ijen.api.machine.ServiceHealth;
import dev.ijen.api.machine.ServiceInfo;
import dev.ijen.api.machine.ServiceList;
import dev.ijen.api.machine.ServiceListResponse;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.service.ServiceStatus;
import dev.ijen.machined.service.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** Lists, starts and stops services. */
final class ServiceCalls {
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Supervisor services;

  ServiceCalls(Supervisor services) {
    this.services = services;
  }

  ServiceListResponse list() {
    var list = ServiceList.newBuilder();
    services.list().forEach(status -> list.addServices(info(status)));
    return ServiceListResponse.newBuilder().addMessages(list).build();
  }

  String start(String id) throws NodeException {
    check(id, "start");
    services.start(id);
    return "Service \"" + id + "\" started";
  }

  String stop(String id) throws NodeException, InterruptedException {
    check(id, "stop");
    end(id);
    return "Service \"" + id + "\" stopped";
  }

  String restart(String id) throws NodeException, InterruptedException {
    check(id, "restart");
    end(id);
    services.start(id);
    return "Service \"" + id + "\" restarted";
  }

  private void end(String id) throws NodeException, InterruptedException {
    try {
      services.stop(id, STOP);
    } catch (TimeoutException e) {
      throw new NodeException(
          Reason.UNAVAILABLE,
          "service \"" + id + "\" did not stop within " + STOP.toSeconds() + " s",
          e);
    }
  }

  private void check(String id, String operation) throws NodeException {
    if (services.find(id).isEmpty()) {
      throw new NodeException(Reason.NOT_FOUND, "service \"" + id + "\" not defined");
    }
    if (!services.controllable(id)) {
      throw new NodeException(
          Reason.NOT_NOW,
          "service \"" + id + "\" doesn't support " + operation + " operation via API");
    }
  }

  private static ServiceInfo info(ServiceStatus status) {
    var info = ServiceInfo.newBuilder().setId(status.id()).setState(status.state().text());
    info.getEventsBuilder();
    status.history().forEach(entry -> info.getEventsBuilder().addEvents(event(entry)));
    return info.setHealth(
            ServiceHealth.newBuilder()
                .setUnknown(status.health().unknown())
                .setHealthy(status.health().healthy())
                .setLastMessage(status.health().message())
                .setLastChange(timestamp(status.health().changed())))
        .build();
  }

  private static ServiceEvent event(ServiceStatus.Entry entry) {
    return ServiceEvent.newBuilder()
        .setState(entry.state().text())
        .setMsg(entry.message())
        .setTs(timestamp(entry.time()))
        .build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
