package dev.ijen.apid;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.EventType;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.resource.secrets.APICertsSpec;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the resource in which machined keeps the certificates of the API. */
final class IdentityWatch implements Supplier<Identity> {
  private static final Logger log = LoggerFactory.getLogger(IdentityWatch.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int API_VERSION = 1;

  private final Channel machined;
  private final AtomicReference<@Nullable Identity> present = new AtomicReference<>();
  private final CountDownLatch first = new CountDownLatch(1);

  IdentityWatch(Channel machined) {
    this.machined = machined;
  }

  /**
   * Waits for the first certificates.
   *
   * @return whether they came in time
   * @throws InterruptedException when told to stop
   */
  boolean await(Duration timeout) throws InterruptedException {
    return first.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The certificates of the moment; only after {@link #await}. */
  @Override
  public Identity get() {
    Identity identity = present.get();
    if (identity == null) {
      throw new IllegalStateException("no certificates yet");
    }
    return identity;
  }

  /** Follows the resource until interrupted; a broken stream is opened again. */
  void run() throws InterruptedException {
    String last = "";
    while (true) {
      try {
        Iterator<WatchResponse> stream = watch();
        while (stream.hasNext()) {
          stream.next().getEventList().forEach(this::apply);
        }
      } catch (StatusRuntimeException e) {
        String reason = e.getStatus().toString();
        if (!reason.equals(last)) { // machined starting up is not worth a line per half second
          log.atInfo().addKeyValue("reason", reason).log("waiting for machined");
          last = reason;
        }
      }
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    }
  }

  private Iterator<WatchResponse> watch() {
    WatchRequest request =
        WatchRequest.newBuilder()
            .setNamespace("secrets")
            .setType("ApiCertificates.secrets.talos.dev")
            .setId("api")
            .setApiVersion(API_VERSION)
            .build();
    Metadata asAdmin = Forward.local(new Metadata(), Set.of("os:admin"), "apid");
    return StateGrpc.newBlockingStub(machined)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(asAdmin))
        .watch(request);
  }

  private void apply(Event event) {
    boolean tells =
        event.getEventType() == EventType.CREATED || event.getEventType() == EventType.UPDATED;
    if (!tells) {
      return;
    }
    try {
      Identity identity =
          Identity.of(APICertsSpec.parseFrom(event.getResource().getSpec().getProtoSpec()));
      present.set(identity);
      first.countDown();
      log.atInfo().addKeyValue("trust", identity.trust()).log("took over certificates");
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("certificates from machined: " + e.getMessage(), e);
    } catch (GeneralSecurityException | IOException e) {
      log.atError()
          .addKeyValue("reason", List.of(String.valueOf(e.getMessage())))
          .log("cannot use certificates, keeping the ones before");
    }
  }
}
