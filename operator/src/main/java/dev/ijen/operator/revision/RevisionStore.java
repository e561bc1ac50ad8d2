package dev.ijen.operator.revision;

import dev.ijen.crds.MachineConfigRevision;
import dev.ijen.crds.MachineConfigRevisionSpec;
import dev.ijen.crds.MachinePool;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes revisions: the Secret with the texts first, so that none is ever without. */
@Singleton
public final class RevisionStore {
  /** Revisions that are kept for each pool. */
  static final int KEPT = 10;

  private static final String POOL = "ijen.dev/pool";

  private final KubernetesClient client;

  RevisionStore(KubernetesClient client) {
    this.client = client;
  }

  /** The revision of these fragments: the last one if it says the same, or a new one. */
  public MachineConfigRevision ensure(MachinePool pool, List<FrozenFragment> fragments) {
    List<MachineConfigRevision> before = of(pool);
    String hash = Revisions.hash(fragments);
    Optional<MachineConfigRevision> last =
        before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
    if (last.isPresent() && last.get().getSpec().hash().equals(hash)) {
      return last.get();
    }
    int number = last.map(revision -> revision.getSpec().number() + 1).orElse(1);
    MachineConfigRevision made = make(pool, fragments, hash, number);
    before.stream().limit(Math.max(0, before.size() + 1 - KEPT)).forEach(this::forget);
    return made;
  }

  private List<MachineConfigRevision> of(MachinePool pool) {
    return client
        .resources(MachineConfigRevision.class)
        .inNamespace(pool.getMetadata().getNamespace())
        .withLabel(POOL, pool.getMetadata().getName())
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(revision -> revision.getSpec().number()))
        .toList();
  }

  private MachineConfigRevision make(
      MachinePool pool, List<FrozenFragment> fragments, String hash, int number) {
    String name = "%s-%d".formatted(pool.getMetadata().getName(), number);
    String text = Revisions.encode(fragments);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var secret =
        new SecretBuilder()
            .withMetadata(metadata(pool, "revision-" + name))
            .withData(Map.of(Revisions.KEY, Base64.getEncoder().encodeToString(bytes)))
            .build();
    client.resource(secret).forceConflicts().fieldManager("ijen-machinepool").serverSideApply();
    var revision = new MachineConfigRevision();
    revision.setMetadata(metadata(pool, name));
    revision.setSpec(
        new MachineConfigRevisionSpec(
            pool.getMetadata().getName(),
            number,
            hash,
            Revisions.sources(fragments),
            Revisions.provenance(fragments),
            "revision-" + name));
    try {
      return client.resource(revision).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return client.resource(revision).get();
    }
  }

  private void forget(MachineConfigRevision revision) {
    client.resource(revision).delete();
    client
        .secrets()
        .inNamespace(revision.getMetadata().getNamespace())
        .withName(revision.getSpec().fragmentsSecret())
        .delete();
  }

  private static ObjectMeta metadata(MachinePool pool, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(pool.getMetadata().getNamespace())
        .addToLabels(POOL, pool.getMetadata().getName())
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(pool.getApiVersion())
                .withKind(pool.getKind())
                .withName(pool.getMetadata().getName())
                .withUid(pool.getMetadata().getUid())
                .withController(true)
                .build())
        .build();
  }
}
