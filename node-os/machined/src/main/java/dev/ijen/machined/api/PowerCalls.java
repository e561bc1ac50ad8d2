package dev.ijen.machined.api;

import dev.ijen.api.machine.Reboot;
import dev.ijen.api.machine.RebootResponse;
import dev.ijen.api.machine.Rollback;
import dev.ijen.api.machine.RollbackResponse;
import dev.ijen.api.machine.Shutdown;
import dev.ijen.api.machine.ShutdownResponse;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.sequencer.Sequence;
import dev.ijen.machined.slot.SlotChanges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends the machine. */
final class PowerCalls {
  private static final Logger log = LoggerFactory.getLogger(PowerCalls.class);

  private final Lifecycle lifecycle;
  private final SlotChanges slots;

  PowerCalls(Lifecycle lifecycle, SlotChanges slots) {
    this.lifecycle = lifecycle;
    this.slots = slots;
  }

  /** Starts the machine again, with the image of the other slot. */
  RollbackResponse rollback() throws NodeException, InterruptedException {
    var entry = slots.rollBack(Authorizer.caller().address());
    log.atInfo().addKeyValue("entry", entry).log("rolling back");
    request(Sequence.REBOOT);
    return RollbackResponse.newBuilder().addMessages(Rollback.getDefaultInstance()).build();
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
