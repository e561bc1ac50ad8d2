package dev.ijen.operator.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ijen.crds.HealthGateSpec.Cel;
import dev.ijen.crds.HealthGateSpec.Check;
import dev.ijen.crds.HealthGateSpec.Each;
import dev.ijen.crds.HealthGateSpec.Http;
import dev.ijen.crds.HealthGateSpec.Op;
import dev.ijen.crds.HealthGateSpec.Prometheus;
import dev.ijen.crds.Machine;
import dev.ijen.operator.fleet.Fleet;
import dev.ijen.operator.fleet.NodeState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Runs single checks of gates, on the objects, nodes and servers that they name. */
@Singleton
public final class Checks {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a check saw.
   *
   * @param passed whether it held
   * @param message for people
   */
  public record Finding(boolean passed, String message) {}

  private final KubernetesClient client;
  private final Expressions expressions = new Expressions();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  Checks(KubernetesClient client) {
    this.client = client;
  }

  /** Runs a check; what it asks may throw. */
  public Finding run(Check check, List<Machine> members, Fleet fleet) {
    if (check.cel() != null) {
      return cel(check.cel());
    }
    if (check.nodeServices() != null) {
      return services(check.nodeServices().require(), members, fleet);
    }
    if (check.nodes() != null) {
      return nodes(check.nodes().readyPercent());
    }
    if (check.pdb() != null) {
      return budgets(Optional.ofNullable(check.pdb().namespace()));
    }
    if (check.prometheus() != null) {
      return prometheus(check.prometheus());
    }
    return http(Objects.requireNonNull(check.http(), "a rule of the CRD"));
  }

  /** Which kind of check it is, as the field of the spec is called. */
  public static String kind(Check check) {
    if (check.cel() != null) {
      return "cel";
    }
    if (check.nodeServices() != null) {
      return "nodeServices";
    }
    if (check.nodes() != null) {
      return "nodes";
    }
    if (check.pdb() != null) {
      return "pdb";
    }
    return check.prometheus() != null ? "prometheus" : "http";
  }

  private Finding cel(Cel cel) {
    List<GenericKubernetesResource> objects = objects(cel);
    var against = new ArrayList<String>();
    int holds = 0;
    for (GenericKubernetesResource object : objects) {
      if (expressions.holds(cel.expression(), client.getKubernetesSerialization().asJson(object))) {
        holds++;
      } else {
        against.add(object.getMetadata().getName());
      }
    }
    boolean passed =
        cel.each() == Each.ANY ? holds > 0 : !objects.isEmpty() && holds == objects.size();
    String names = against.isEmpty() ? "" : ", not for " + against.getFirst();
    return new Finding(passed, "holds for %d of %d%s".formatted(holds, objects.size(), names));
  }

  private List<GenericKubernetesResource> objects(Cel cel) {
    var all = client.genericKubernetesResources(cel.apiVersion(), cel.kind());
    var some = cel.namespace() == null ? all.inAnyNamespace() : all.inNamespace(cel.namespace());
    var chosen = cel.selector() == null ? some : some.withLabelSelector(cel.selector());
    return chosen.list().getItems().stream()
        .filter(object -> cel.name() == null || cel.name().equals(object.getMetadata().getName()))
        .toList();
  }

  private static Finding services(List<String> required, List<Machine> members, Fleet fleet) {
    for (Machine machine : members) {
      String name = machine.getMetadata().getName();
      Optional<NodeState> node = fleet.state(name);
      if (node.isEmpty()) {
        return new Finding(false, name + " does not answer");
      }
      for (String id : required) {
        boolean healthy =
            node.get().services().stream()
                .anyMatch(service -> service.id().equals(id) && service.healthy());
        if (!healthy) {
          return new Finding(false, "%s on %s is not healthy".formatted(id, name));
        }
      }
    }
    return new Finding(true, "healthy on %d machines".formatted(members.size()));
  }

  private Finding nodes(int percent) {
    List<Node> nodes = client.nodes().list().getItems();
    long ready = nodes.stream().filter(Checks::isReady).count();
    boolean passed = !nodes.isEmpty() && ready * 100 >= (long) percent * nodes.size();
    return new Finding(passed, "%d of %d nodes are ready".formatted(ready, nodes.size()));
  }

  private static boolean isReady(Node node) {
    return node.getStatus() != null
        && node.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private Finding budgets(Optional<String> namespace) {
    var all = client.policy().v1().podDisruptionBudget();
    List<PodDisruptionBudget> budgets =
        namespace
            .map(name -> all.inNamespace(name).list())
            .orElseGet(() -> all.inAnyNamespace().list())
            .getItems();
    return budgets.stream()
        .filter(Checks::isExhausted)
        .findFirst()
        .map(
            budget ->
                new Finding(
                    false,
                    "%s/%s allows no disruption"
                        .formatted(
                            budget.getMetadata().getNamespace(), budget.getMetadata().getName())))
        .orElse(new Finding(true, "%d budgets allow a disruption".formatted(budgets.size())));
  }

  private static boolean isExhausted(PodDisruptionBudget budget) {
    var status = budget.getStatus();
    return status == null
        || status.getDisruptionsAllowed() == null
        || (status.getDisruptionsAllowed() < 1 && status.getExpectedPods() > 0);
  }

  private Finding prometheus(Prometheus check) {
    String query = URLEncoder.encode(check.query(), StandardCharsets.UTF_8);
    try {
      JsonNode results =
          JSON.readTree(get(check.url() + "/api/v1/query?query=" + query).body())
              .path("data")
              .path("result");
      if (results.isEmpty()) {
        return new Finding(check.emptyPasses(), "the query has no sample");
      }
      for (JsonNode result : results) {
        String value = result.path("value").path(1).asText();
        if (!compares(value, check.op(), new BigDecimal(check.value()))) {
          return new Finding(false, "a sample is " + value);
        }
      }
      return new Finding(true, "%d samples compare".formatted(results.size()));
    } catch (IOException e) {
      return new Finding(false, "%s: %s".formatted(check.url(), e.getMessage()));
    }
  }

  private static boolean compares(String sample, Op op, BigDecimal bound) {
    int sign;
    try {
      sign = new BigDecimal(sample).compareTo(bound);
    } catch (NumberFormatException _) { // NaN and the infinities compare with nothing
      return false;
    }
    return switch (op) {
      case LESS -> sign < 0;
      case AT_MOST -> sign <= 0;
      case EQUAL -> sign == 0;
      case AT_LEAST -> sign >= 0;
      case GREATER -> sign > 0;
    };
  }

  private Finding http(Http check) {
    try {
      int status = get(check.url()).statusCode();
      return new Finding(status == check.expectStatus(), "status " + status);
    } catch (IOException e) {
      return new Finding(false, "%s: %s".formatted(check.url(), e.getMessage()));
    }
  }

  private java.net.http.HttpResponse<String> get(String url) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
