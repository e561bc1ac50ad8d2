package dev.ijen.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.EventType;
import dev.ijen.api.cosi.GetRequest;
import dev.ijen.api.cosi.GetResponse;
import dev.ijen.api.cosi.ListRequest;
import dev.ijen.api.cosi.ListResponse;
import dev.ijen.api.cosi.Metadata;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.cosi.Spec;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import dev.ijen.api.resource.enums.RuntimeMachineStage;
import dev.ijen.api.resource.runtime.MachineStatusSpec;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Resources in memory. A watch gives what there is, the bookmark, one update, and ends. */
public final class FakeState extends StateGrpc.StateImplBase {
  private static final String MACHINE_STATUS = "MachineStatuses.runtime.talos.dev";

  private final List<Resource> resources = new CopyOnWriteArrayList<>();
  private final AtomicInteger lives = new AtomicInteger();

  /** Adds a resource. */
  public void put(String namespace, String type, String id, String yaml) {
    add(namespace, type, id, Spec.newBuilder().setYamlSpec(yaml).build());
  }

  /** Adds a resource as the message that it is. */
  public void put(String namespace, String type, String id, MessageLite spec) {
    add(namespace, type, id, Spec.newBuilder().setProtoSpec(spec.toByteString()).build());
  }

  /** Begins a new life of the node: its machine status is made anew. */
  void restart() {
    resources.removeIf(resource -> resource.getMetadata().getType().equals(MACHINE_STATUS));
    lives.incrementAndGet();
    var spec =
        MachineStatusSpec.newBuilder().setStage(RuntimeMachineStage.MACHINE_STAGE_RUNNING).build();
    add(
        "runtime",
        MACHINE_STATUS,
        "machine",
        Spec.newBuilder().setProtoSpec(spec.toByteString()).build());
  }

  /** Adds a type. */
  public void define(ResourceDefinitionSpec definition) {
    add(
        ResourceCalls.META_NAMESPACE,
        ResourceCalls.DEFINITIONS,
        definition.getResourceType().toLowerCase(Locale.ROOT),
        Spec.newBuilder().setProtoSpec(definition.toByteString()).build());
  }

  /** Adds a type whose definition is not the message it should be. */
  void defineBroken() {
    add(
        ResourceCalls.META_NAMESPACE,
        ResourceCalls.DEFINITIONS,
        "broken",
        Spec.newBuilder().setProtoSpec(ByteString.copyFrom(new byte[] {0x0a, 0x7f})).build());
  }

  @Override
  public void get(GetRequest request, StreamObserver<GetResponse> out) {
    for (Resource resource : resources) {
      Metadata metadata = resource.getMetadata();
      if (isOf(resource, request.getNamespace(), request.getType())
          && metadata.getId().equals(request.getId())) {
        out.onNext(GetResponse.newBuilder().setResource(resource).build());
        out.onCompleted();
        return;
      }
    }
    out.onError(
        Status.NOT_FOUND
            .withDescription(
                "resource %s(%s/%s) doesn't exist"
                    .formatted(request.getType(), request.getNamespace(), request.getId()))
            .asException());
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> out) {
    for (Resource resource : resources) {
      if (isOf(resource, request.getNamespace(), request.getType())) {
        out.onNext(ListResponse.newBuilder().setResource(resource).build());
      }
    }
    out.onCompleted();
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<WatchResponse> out) {
    out.onNext(WatchResponse.getDefaultInstance());
    List<Resource> found =
        resources.stream()
            .filter(resource -> isOf(resource, request.getNamespace(), request.getType()))
            .filter(
                resource ->
                    !request.hasId() || resource.getMetadata().getId().equals(request.getId()))
            .toList();
    found.forEach(resource -> out.onNext(event(EventType.CREATED, resource)));
    if (!request.hasId()) {
      out.onNext(event(EventType.BOOTSTRAPPED, Resource.getDefaultInstance()));
    }
    found.stream()
        .limit(1)
        .forEach(resource -> out.onNext(event(EventType.UPDATED, next(resource))));
    out.onCompleted();
  }

  private void add(String namespace, String type, String id, Spec spec) {
    var metadata =
        Metadata.newBuilder()
            .setNamespace(namespace)
            .setType(type)
            .setId(id)
            .setVersion("1")
            .setOwner("test.Controller")
            .setPhase("running");
    if (type.equals(MACHINE_STATUS)) {
      metadata.setCreated(Timestamp.newBuilder().setSeconds(lives.get()));
    }
    resources.add(Resource.newBuilder().setMetadata(metadata).setSpec(spec).build());
  }

  private static boolean isOf(Resource resource, String namespace, String type) {
    return resource.getMetadata().getNamespace().equals(namespace)
        && resource.getMetadata().getType().equals(type);
  }

  private static Resource next(Resource resource) {
    return resource.toBuilder()
        .setMetadata(resource.getMetadata().toBuilder().setVersion("2"))
        .build();
  }

  private static WatchResponse event(EventType type, Resource resource) {
    return WatchResponse.newBuilder()
        .addEvent(Event.newBuilder().setEventType(type).setResource(resource))
        .build();
  }
}
