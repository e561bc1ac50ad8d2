package dev.ijen.operator.condition;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Writes Kubernetes events. Callers write one when something changes, never again for the same
 * state.
 */
@Singleton
public final class Events {
  private static final String COMPONENT = "ijen-operator";
  private static final int MAX_MESSAGE = 1000; // the API server takes 1,024 bytes

  private final KubernetesClient client;

  Events(KubernetesClient client) {
    this.client = client;
  }

  /** Writes an event about an object. */
  public void write(HasMetadata object, Reason reason, String message) {
    client.resource(event(object, reason, message, Instant.now())).create();
  }

  private static Event event(HasMetadata object, Reason reason, String message, Instant at) {
    String time = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(object.getMetadata().getName() + ".")
        .withNamespace(object.getMetadata().getNamespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(object.getApiVersion())
        .withKind(object.getKind())
        .withName(object.getMetadata().getName())
        .withNamespace(object.getMetadata().getNamespace())
        .withUid(object.getMetadata().getUid())
        .endInvolvedObject()
        .withType(reason.isWarning() ? "Warning" : "Normal")
        .withReason(reason.word())
        .withMessage(message.substring(0, Math.min(message.length(), MAX_MESSAGE)))
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withReportingComponent(COMPONENT)
        .build();
  }
}
