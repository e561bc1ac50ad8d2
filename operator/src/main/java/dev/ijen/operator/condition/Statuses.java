package dev.ijen.operator.condition;

import dev.ijen.crds.Condition;
import dev.ijen.operator.metrics.Meters;
import dev.ijen.operator.render.Text;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes statuses, and only when they changed. One that the API server refuses is told in the
 * conditions {@code Ready} and {@code Stalled}, so that the object does not go on to show what was
 * true once.
 */
public final class Statuses {
  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);
  private static final int UNPROCESSABLE = 422;
  private static final int MAX_MESSAGE = 1024;

  /** Owns nothing but the two conditions: what a controller wrote before stays. */
  private static final String MANAGER = "ijen-refusal";

  private Statuses() {}

  /**
   * Writes a status.
   *
   * @param fresh an object without content, which is filled
   * @return whether it differed from the one before and was taken
   */
  public static <S, R extends CustomResource<?, S>> boolean write(
      R primary, R fresh, S status, Context<R> context) {
    if (status.equals(primary.getStatus())) {
      return false;
    }
    fresh.setMetadata(identity(primary));
    fresh.setStatus(status);
    try {
      PrimaryUpdateAndCacheUtils.updateAndCacheResource(
          primary, context, _ -> fresh, object -> apply(object, context));
      return true;
    } catch (StatusRefused _) { // looked at again when something changes; nothing else helps
      return false;
    }
  }

  /** The framework takes 422 for a conflict and tries again, so that it must not see one. */
  private static <R extends HasMetadata> R apply(R object, Context<R> context) {
    try {
      return context
          .getClient()
          .resource(object)
          .subresource("status")
          .patch(patch(context.getControllerConfiguration().fieldManager()));
    } catch (KubernetesClientException e) {
      throw refused(context.getClient(), object, e);
    }
  }

  /**
   * Tells why a status was refused: on the object and in the log.
   *
   * @return what to throw: {@code error} itself when it is about something else
   */
  public static RuntimeException refused(
      KubernetesClient client, HasMetadata object, KubernetesClientException error) {
    if (error.getCode() != UNPROCESSABLE) {
      return error;
    }
    Refusal refusal = Refusal.of(error.getStatus());
    for (Refusal.Fault fault : refusal.faults()) {
      LOG.atError()
          .addKeyValue("kind", object.getKind())
          .addKeyValue("namespace", object.getMetadata().getNamespace())
          .addKeyValue("name", object.getMetadata().getName())
          .addKeyValue("field", fault.field())
          .addKeyValue("message", fault.message())
          .log("the API server refused a status");
    }
    Metrics.counter(Meters.STATUS_REFUSED, "kind", object.getKind()).increment();
    String message = "the API server refused the status: " + refusal.message();
    tell(client, object, message);
    return new StatusRefused(message);
  }

  private static void tell(KubernetesClient client, HasMetadata object, String message) {
    GenericKubernetesResource present =
        client
            .genericKubernetesResources(object.getApiVersion(), object.getKind())
            .inNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .get();
    if (present == null) {
      return;
    }
    KubernetesSerialization json = client.getKubernetesSerialization();
    List<Condition> before = conditions(present, json);
    List<Condition> now =
        new Conditions(before, present.getMetadata().getGeneration(), Instant.now())
            .set(
                "Ready",
                Condition.Status.FALSE,
                Reason.STATUS_REFUSED,
                Text.cut(message, MAX_MESSAGE))
            .set("Stalled", Condition.Status.TRUE, Reason.STATUS_REFUSED, "")
            .list();
    if (!before.containsAll(now)) {
      var fresh = new GenericKubernetesResource();
      fresh.setApiVersion(object.getApiVersion());
      fresh.setKind(object.getKind());
      fresh.setMetadata(identity(object));
      fresh.setAdditionalProperty("status", Map.of("conditions", now));
      client.resource(fresh).subresource("status").patch(patch(MANAGER));
    }
  }

  private static List<Condition> conditions(
      GenericKubernetesResource object, KubernetesSerialization json) {
    return object.getAdditionalProperties().get("status") instanceof Map<?, ?> status
            && status.get("conditions") instanceof List<?> list
        ? list.stream().map(one -> json.convertValue(one, Condition.class)).toList()
        : List.of();
  }

  private static ObjectMeta identity(HasMetadata object) {
    return new ObjectMetaBuilder()
        .withName(object.getMetadata().getName())
        .withNamespace(object.getMetadata().getNamespace())
        .build();
  }

  private static PatchContext patch(String manager) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(true)
        .build();
  }
}
