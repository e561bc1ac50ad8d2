package dev.ijen.machined.api.cosi;

import dev.ijen.api.cosi.CreateRequest;
import dev.ijen.api.cosi.CreateResponse;
import dev.ijen.api.cosi.DestroyRequest;
import dev.ijen.api.cosi.DestroyResponse;
import dev.ijen.api.cosi.GetRequest;
import dev.ijen.api.cosi.GetResponse;
import dev.ijen.api.cosi.ListRequest;
import dev.ijen.api.cosi.ListResponse;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.cosi.TeardownAndDestroyRequest;
import dev.ijen.api.cosi.TeardownAndDestroyResponse;
import dev.ijen.api.cosi.TeardownRequest;
import dev.ijen.api.cosi.TeardownResponse;
import dev.ijen.api.cosi.UpdateRequest;
import dev.ijen.api.cosi.UpdateResponse;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.machined.api.Callers;
import dev.ijen.runtime.resource.Metadata;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.Watch;
import dev.ijen.runtime.state.WatchOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Serves {@code cosi.resource.State}. Reads are open as far as types are; writes are refused for
 * every caller, as only controllers write.
 */
public final class StateAdapter extends StateGrpc.StateImplBase {
  private final State state;
  private final ReadableTypes types;
  private final ResourceMessages messages = new ResourceMessages();

  /** Serves a state to callers. */
  public StateAdapter(State state, Callers callers) {
    this.state = state;
    this.types = new ReadableTypes(callers);
  }

  @Override
  public void get(GetRequest request, StreamObserver<GetResponse> out) {
    answer(
        out,
        () -> {
          ResourceType<Object> type = types.require(request.getNamespace(), request.getType());
          Resource<Object> found =
              state
                  .find(type, request.getNamespace(), request.getId())
                  .orElseThrow(() -> notFound(request));
          out.onNext(GetResponse.newBuilder().setResource(messages.encode(found)).build());
          out.onCompleted();
        });
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> out) {
    answer(
        out,
        () -> {
          ResourceType<Object> type = types.require(request.getNamespace(), request.getType());
          Predicate<Metadata> wanted =
              Queries.matching(
                  request.getOptions().getLabelQueryList(), request.getOptions().getIdQuery());
          state.list(type, request.getNamespace()).stream()
              .filter(resource -> wanted.test(resource.metadata()))
              .map(messages::encode)
              .map(message -> ListResponse.newBuilder().setResource(message).build())
              .forEach(out::onNext);
          out.onCompleted();
        });
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<WatchResponse> out) {
    answer(
        out,
        () -> {
          ResourceType<Object> type = types.require(request.getNamespace(), request.getType());
          WatchOptions options = options(request);
          Predicate<Metadata> wanted =
              Queries.matching(
                  request.getOptions().getLabelQueryList(), request.getOptions().getIdQuery());
          var events = new WatchEvents(request, wanted, messages);
          new WatchStream(
                  open(type, request.getNamespace(), options),
                  events,
                  (ServerCallStreamObserver<WatchResponse>) out,
                  request)
              .start();
        });
  }

  private Watch<Object> open(ResourceType<Object> type, String namespace, WatchOptions options) {
    try {
      return state.watch(type, namespace, options);
    } catch (IllegalArgumentException e) {
      throw badBookmark(e);
    }
  }

  private static WatchOptions options(WatchRequest request) {
    dev.ijen.api.cosi.WatchOptions options = request.getOptions();
    boolean narrowed = options.getBootstrapContents() || options.getLabelQueryCount() > 0;
    if (request.hasId() && narrowed) {
      throw Status.UNIMPLEMENTED
          .withDescription("a watch of one id has neither contents nor label queries")
          .asRuntimeException();
    }
    try {
      return new WatchOptions(
          request.hasId() ? Optional.of(request.getId()) : Optional.empty(),
          options.getBootstrapContents(),
          options.hasStartFromBookmark()
              ? Optional.of(Bookmarks.decode(options.getStartFromBookmark()))
              : Optional.empty(),
          options.getTailEvents(),
          options.getBootstrapBookmark());
    } catch (IllegalArgumentException e) {
      throw badBookmark(e);
    }
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> out) {
    refuse(out);
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> out) {
    refuse(out);
  }

  @Override
  public void teardown(TeardownRequest request, StreamObserver<TeardownResponse> out) {
    refuse(out);
  }

  @Override
  public void destroy(DestroyRequest request, StreamObserver<DestroyResponse> out) {
    refuse(out);
  }

  @Override
  public void teardownAndDestroy(
      TeardownAndDestroyRequest request, StreamObserver<TeardownAndDestroyResponse> out) {
    refuse(out);
  }

  private static void refuse(StreamObserver<?> out) {
    out.onError(
        Status.PERMISSION_DENIED
            .withDescription("the state is read-only: controllers alone write resources")
            .asRuntimeException());
  }

  private static void answer(StreamObserver<?> out, Runnable method) {
    try {
      method.run();
    } catch (StatusRuntimeException e) {
      out.onError(e);
    } catch (IllegalArgumentException e) {
      out.onError(Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
    }
  }

  private static StatusRuntimeException notFound(GetRequest request) {
    var key = new ResourceKey(request.getNamespace(), request.getType(), request.getId());
    return Status.NOT_FOUND
        .withDescription("resource " + key + " doesn't exist")
        .asRuntimeException();
  }

  private static StatusRuntimeException badBookmark(IllegalArgumentException e) {
    return Status.FAILED_PRECONDITION
        .withDescription("invalid bookmark: " + e.getMessage())
        .asRuntimeException();
  }
}
