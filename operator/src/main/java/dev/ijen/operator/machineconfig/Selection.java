package dev.ijen.operator.machineconfig;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.Scope;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which machines a fragment is for. Pure. */
public final class Selection {
  private Selection() {}

  /** Whether an enabled fragment is for this machine of the same namespace. */
  public static boolean isFor(MachineConfig config, Machine machine) {
    return config.getSpec().enabled() && selects(config, machine);
  }

  /** Whether the selector matches, be the fragment enabled or not. */
  static boolean selects(MachineConfig config, Machine machine) {
    if (config.getSpec().scope() == Scope.POOL
        && !config.getSpec().pools().contains(pool(machine))) {
      return false;
    }
    Map<String, String> labels = machine.getMetadata().getLabels();
    return matches(config.getSpec().selector(), labels == null ? Map.of() : labels);
  }

  private static String pool(Machine machine) {
    String pool = machine.getStatus() == null ? null : machine.getStatus().pool();
    return pool == null ? "" : pool;
  }

  /** Whether labels satisfy a selector; none selects all. */
  public static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
    if (selector == null) {
      return true;
    }
    Map<String, String> wanted = selector.getMatchLabels();
    return (wanted == null || labels.entrySet().containsAll(wanted.entrySet()))
        && selector.getMatchExpressions().stream().allMatch(term -> matches(term, labels));
  }

  private static boolean matches(LabelSelectorRequirement term, Map<String, String> labels) {
    String value = labels.get(term.getKey());
    return switch (term.getOperator()) {
      case "In" -> value != null && term.getValues().contains(value);
      case "NotIn" -> value == null || !term.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false; // the API server does not look inside selectors of custom resources
    };
  }
}
