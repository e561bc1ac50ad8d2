package dev.ijen.machined.api;

import dev.ijen.api.machine.Reboot;
import dev.ijen.api.machine.RebootResponse;
import dev.ijen.api.machine.Shutdown;
import dev.ijen.api.machine.ShutdownResponse;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.sequencer.Sequence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends the machine. */
final class PowerCalls {
  private static final Logger log = LoggerFactory.getLogger(PowerCalls.class);

  private final Lifecycle lifecycle;

  PowerCalls(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  RebootResponse reboot() {
    String actor = request(Sequence.REBOOT);
    return RebootResponse.newBuilder().addMessages(Reboot.newBuilder().setActorId(actor)).build();
  }

  ShutdownResponse shutdown() {
    String actor = request(Sequence.SHUTDOWN);
    return ShutdownResponse.newBuilder()
        .addMessages(Shutdown.newBuilder().setActorId(actor))
        .build();
  }

  private String request(Sequence sequence) {
    String actor = lifecycle.request(sequence);
    log.atInfo()
        .addKeyValue("sequence", sequence.text())
        .addKeyValue("caller", Authorizer.caller().address())
        .addKeyValue("actor", actor)
        .log("sequence requested by the API");
    return actor;
  }
}
