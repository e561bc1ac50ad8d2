package dev.ijen.operator.fleet;

import dev.ijen.operator.metrics.Meters;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** Times the calls to nodes by method and status code, and counts streams that end. */
final class CallMeters implements ClientInterceptor {
  private final MeterRegistry registry;

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> responses, Metadata headers) {
        super.start(new Ear<>(responses, method), headers);
      }
    };
  }

  private final class Ear<A> extends SimpleForwardingClientCallListener<A> {
    private final MethodDescriptor<?, A> method;
    private final long begin = System.nanoTime();

    Ear(ClientCall.Listener<A> responses, MethodDescriptor<?, A> method) {
      super(responses);
      this.method = method;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      String code = status.getCode().name();
      String name = String.valueOf(method.getBareMethodName());
      if (method.getType() == MethodType.UNARY) {
        registry
            .timer(Meters.CALL_SECONDS, "method", name, "code", code)
            .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      } else {
        registry.counter(Meters.STREAMS_ENDED, "method", name, "code", code).increment();
      }
      super.onClose(status, trailers);
    }
  }
}
