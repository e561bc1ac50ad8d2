package dev.ijen.operator.condition;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;

/** Writes statuses, and only when they changed. */
public final class Statuses {
  private Statuses() {}

  /**
   * Writes a status.
   *
   * @param fresh an object without content, which is filled
   * @return whether it differed from the one before
   */
  public static <S, R extends CustomResource<?, S>> boolean write(
      R primary, R fresh, S status, Context<R> context) {
    if (status.equals(primary.getStatus())) {
      return false;
    }
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(primary.getMetadata().getName())
            .withNamespace(primary.getMetadata().getNamespace())
            .build());
    fresh.setStatus(status);
    PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(primary, fresh, context);
    return true;
  }
}
