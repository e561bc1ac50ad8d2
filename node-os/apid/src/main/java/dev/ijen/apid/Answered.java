package dev.ijen.apid;

import dev.ijen.api.apid.AnsweredRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells machined when the answer of a call is written to the client, for calls whose effect may cut
 * the client off: machined holds the effect back until then.
 */
final class Answered {
  private static final Logger log = LoggerFactory.getLogger(Answered.class);
  private static final String METHOD = "ijen.apid.ApidService/Answered";
  private static final long SECONDS = 3;

  private static final Set<String> CALLS =
      Set.of(
          "/machine.MachineService/ApplyConfiguration",
          "/ijen.fleet.FleetService/ApplyConfig",
          "/ijen.fleet.FleetService/Confirm",
          "/ijen.fleet.FleetService/Revert");

  private Answered() {}

  /** Whether machined waits for word of the answer to calls of this method. */
  static boolean wanted(String path) {
    return CALLS.contains(path);
  }

  /** A name for a call that nobody guesses. */
  static String id() {
    return UUID.randomUUID().toString();
  }

  /** Listens to the client of a call, and tells machined when the call is over for it. */
  static ServerCall.Listener<byte[]> report(
      ServerCall.Listener<byte[]> listener, Channel machined, String id) {
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onComplete() {
        super.onComplete();
        report();
      }

      @Override
      public void onCancel() {
        super.onCancel();
        report();
      }

      private void report() {
        // not as part of the call, which has ended and takes what belongs to it along
        Context.ROOT.run(() -> tell(machined, id));
      }
    };
  }

  private static void tell(Channel machined, String id) {
    ClientCall<byte[], byte[]> call =
        machined.newCall(
            Bytes.method(METHOD), CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS));
    Metadata asAdmin = Forward.local(new Metadata(), Set.of("os:admin"), "apid");
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            if (!status.isOk()) {
              log.atWarn()
                  .addKeyValue("code", status.getCode())
                  .log("machined did not hear that an answer is written");
            }
          }
        },
        asAdmin);
    call.request(1);
    call.sendMessage(AnsweredRequest.newBuilder().setId(id).build().toByteArray());
    call.halfClose();
  }
}
