package dev.ijen.runtime.resource;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What every resource has besides its spec.
 *
 * @param version 1 after creation, raised by one on each change, also of metadata; 0 before the
 *     state has seen it
 * @param owner the controller that wrote it first, empty for none; only it may change or destroy it
 * @param finalizers who must let go before the resource can be destroyed
 */
public record Metadata(
    ResourceKey key,
    long version,
    String owner,
    Phase phase,
    Instant created,
    Instant updated,
    SortedSet<String> finalizers,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations) {

  public Metadata {
    finalizers = Collections.unmodifiableSortedSet(new TreeSet<>(finalizers));
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /** Metadata of a resource that no state has seen yet. */
  public static Metadata of(ResourceKey key) {
    return new Metadata(
        key,
        0,
        "",
        Phase.RUNNING,
        Instant.EPOCH,
        Instant.EPOCH,
        new TreeSet<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** The same with these labels in place of the present ones. */
  public Metadata withLabels(Map<String, String> replacement) {
    return new Metadata(
        key,
        version,
        owner,
        phase,
        created,
        updated,
        finalizers,
        new TreeMap<>(replacement),
        annotations);
  }

  /** The same with these annotations in place of the present ones. */
  public Metadata withAnnotations(Map<String, String> replacement) {
    return new Metadata(
        key,
        version,
        owner,
        phase,
        created,
        updated,
        finalizers,
        labels,
        new TreeMap<>(replacement));
  }

  /** The same, owned by this controller. */
  public Metadata withOwner(String replacement) {
    return new Metadata(
        key, version, replacement, phase, created, updated, finalizers, labels, annotations);
  }

  /** The same in this phase. */
  public Metadata withPhase(Phase replacement) {
    return new Metadata(
        key, version, owner, replacement, created, updated, finalizers, labels, annotations);
  }

  /** The same with these finalizers in place of the present ones. */
  public Metadata withFinalizers(Set<String> replacement) {
    return new Metadata(
        key,
        version,
        owner,
        phase,
        created,
        updated,
        new TreeSet<>(replacement),
        labels,
        annotations);
  }

  /** The first version of a resource: running, held by nobody. */
  public Metadata created(Instant now) {
    return new Metadata(
        key, 1, owner, Phase.RUNNING, now, now, new TreeSet<>(), labels, annotations);
  }

  /** The version after this one. */
  public Metadata next(Instant now) {
    return new Metadata(
        key, version + 1, owner, phase, created, now, finalizers, labels, annotations);
  }

  /** Whether the resource is torn down and held by nobody, so that its owner may destroy it. */
  public boolean destroyReady() {
    return phase == Phase.TEARING_DOWN && finalizers.isEmpty();
  }
}
