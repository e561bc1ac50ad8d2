package dev.ijen.machined.api.cosi;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.ijen.api.cosi.Spec;
import dev.ijen.runtime.resource.Metadata;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Resources as messages; those that are read again at the same version are encoded once. */
final class ResourceMessages {

  /** How many resources are kept encoded. */
  private static final int KEPT = 256;

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<ResourceKey, Encoded> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ResourceKey, Encoded> eldest) {
          return size() > KEPT;
        }
      };

  private record Encoded(Resource<?> resource, dev.ijen.api.cosi.Resource message) {}

  dev.ijen.api.cosi.Resource encode(Resource<?> resource) {
    lock.lock();
    try {
      Encoded known = kept.get(resource.key());
      if (known != null && known.resource.equals(resource)) {
        return known.message;
      }
    } finally {
      lock.unlock();
    }
    dev.ijen.api.cosi.Resource message = message(resource);
    lock.lock();
    try {
      kept.put(resource.key(), new Encoded(resource, message));
    } finally {
      lock.unlock();
    }
    return message;
  }

  /** What is told of a resource that is not there. */
  static dev.ijen.api.cosi.Resource absent(ResourceKey key) {
    return dev.ijen.api.cosi.Resource.newBuilder()
        .setMetadata(metadata(Metadata.of(key)).setVersion("undefined"))
        .setSpec(Spec.getDefaultInstance())
        .build();
  }

  /** A resource as a message, encoded anew. */
  static <S> dev.ijen.api.cosi.Resource message(Resource<S> resource) {
    return dev.ijen.api.cosi.Resource.newBuilder()
        .setMetadata(metadata(resource.metadata()))
        .setSpec(
            Spec.newBuilder()
                .setProtoSpec(ByteString.copyFrom(resource.type().codec().encode(resource.spec())))
                .setYamlSpec(resource.type().codec().yaml(resource.spec())))
        .build();
  }

  private static dev.ijen.api.cosi.Metadata.Builder metadata(Metadata metadata) {
    return dev.ijen.api.cosi.Metadata.newBuilder()
        .setNamespace(metadata.key().namespace())
        .setType(metadata.key().type())
        .setId(metadata.key().id())
        .setVersion(Long.toString(metadata.version()))
        .setOwner(metadata.owner())
        .setPhase(metadata.phase().text())
        .setCreated(timestamp(metadata.created()))
        .setUpdated(timestamp(metadata.updated()))
        .addAllFinalizers(metadata.finalizers())
        .putAllLabels(metadata.labels())
        .putAllAnnotations(metadata.annotations());
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
