package dev.ijen.machined.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamReplyTest {
  private static final String NAME = "stream-reply-test";
  private static final int MANY = 1000;

  @Test
  void aChangeGoesOnToItsEndWhenItsReaderGoesAway() throws Exception {
    var gone = new CountDownLatch(1);
    var end = new CompletableFuture<String>();
    var service =
        new FleetServiceGrpc.FleetServiceImplBase() {
          @Override
          public void prestage(PrestageRequest request, StreamObserver<Progress> out) {
            Context.current().addListener(_ -> gone.countDown(), Runnable::run);
            StreamReply.runToEnd(out, reply -> end.complete(work(reply, gone)));
          }
        };
    Server server =
        InProcessServerBuilder.forName(NAME).directExecutor().addService(service).build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(NAME).build();
    try {
      Context.CancellableContext reader = Context.current().withCancellation();
      reader.run(
          () -> {
            Iterator<Progress> progress =
                FleetServiceGrpc.newBlockingStub(channel)
                    .prestage(PrestageRequest.getDefaultInstance());
            assertThat(progress.next().getBytes()).isZero();
          });
      reader.cancel(null);
      assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  /** More messages than the transport takes from a sender whose reader does not read. */
  private static String work(StreamReply<Progress> reply, CountDownLatch gone)
      throws InterruptedException {
    reply.send(Progress.getDefaultInstance());
    gone.await();
    for (int sent = 1; sent < MANY; sent++) {
      reply.send(Progress.newBuilder().setBytes(sent).build());
    }
    return "done";
  }
}
