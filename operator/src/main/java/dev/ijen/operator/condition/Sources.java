package dev.ijen.operator.condition;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Objects whose changes concern every object of a kind in the same namespace. */
public final class Sources {
  private Sources() {}

  /** Watches a kind; each change wakes the primaries that concern its namespace. */
  public static <R extends HasMetadata, P extends HasMetadata> EventSource<?, P> of(
      Class<R> kind,
      Class<P> primary,
      EventSourceContext<P> context,
      Function<String, Set<ResourceID>> concerned) {
    return source(kind, primary, context, (_, _) -> true, concerned);
  }

  /** Watches a kind; each change wakes all primaries of its namespace. */
  public static <R extends HasMetadata, P extends HasMetadata> EventSource<?, P> ofNamespace(
      Class<R> kind, Class<P> primary, EventSourceContext<P> context, OnUpdateFilter<R> filter) {
    return source(kind, primary, context, filter, namespace -> primaries(context, namespace));
  }

  private static <R extends HasMetadata, P extends HasMetadata> EventSource<?, P> source(
      Class<R> kind,
      Class<P> primary,
      EventSourceContext<P> context,
      OnUpdateFilter<R> filter,
      Function<String, Set<ResourceID>> concerned) {
    var configuration =
        InformerEventSourceConfiguration.from(kind, primary)
            .withOnUpdateFilter(filter)
            .withSecondaryToPrimaryMapper(
                object -> concerned.apply(object.getMetadata().getNamespace()))
            .withPrimaryToSecondaryMapper(object -> Set.of())
            .build();
    return new InformerEventSource<>(configuration, context);
  }

  /** The primaries of a namespace. */
  public static Set<ResourceID> primaries(EventSourceContext<?> context, String namespace) {
    return context
        .getPrimaryCache()
        .list(namespace)
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** The objects of a watched kind in a namespace. */
  public static <R extends HasMetadata, P extends HasMetadata> List<R> list(
      Context<P> context, Class<R> kind, String namespace) {
    return ((InformerEventSource<R, P>) context.eventSourceRetriever().getEventSourceFor(kind))
        .list(namespace, _ -> true)
        .toList();
  }
}
