package dev.ijen.operator.condition;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why the API server refused an object, without any value of it: a value may be a secret. The order
 * is by field, because the API server has none.
 *
 * @param faults what is wrong, at most 8
 */
record Refusal(List<Fault> faults) {
  private static final int MAX_FAULTS = 8;

  /** So that the rules that were not checked are told, which says nothing about the object. */
  private static final String NO_FIELD = "<nil>";

  private static final String UNKNOWN = "the API server does not say why";

  /**
   * One fault.
   *
   * @param field path in the object; empty for the whole
   * @param message what is wrong, without the value
   */
  record Fault(String field, String message) {
    @Override
    public String toString() {
      return field.isEmpty() ? message : field + ": " + message;
    }
  }

  Refusal {
    faults = List.copyOf(faults);
  }

  /** Reads the answer of the API server. */
  static Refusal of(@Nullable Status answer) {
    List<StatusCause> causes =
        answer == null || answer.getDetails() == null || answer.getDetails().getCauses() == null
            ? List.of()
            : answer.getDetails().getCauses();
    List<Fault> faults =
        causes.stream()
            .filter(cause -> !NO_FIELD.equals(cause.getField()))
            .map(cause -> new Fault(text(cause.getField()), withoutValue(text(cause.getMessage()))))
            .distinct()
            .sorted(Comparator.comparing(Fault::field))
            .limit(MAX_FAULTS)
            .toList();
    return new Refusal(faults.isEmpty() ? List.of(new Fault("", UNKNOWN)) : faults);
  }

  /** All faults in one line. */
  String message() {
    return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
  }

  /**
   * The message of a cause without the value that it quotes: {@code <sort>: <value>: <detail>},
   * where sort and detail never hold one (field.Error of Kubernetes). Of a value that is no quoted
   * text the end is not certain, so that only the sort is kept.
   */
  static String withoutValue(String message) {
    int colon = message.indexOf(": ");
    if (colon < 0) {
      return message;
    }
    String sort = message.substring(0, colon);
    if (!sort.endsWith(" value")) {
      return message; // "Too long: may not be more than 253 bytes" quotes nothing
    }
    String rest = message.substring(colon + 2);
    if (sort.equals("Required value")) {
      return message;
    }
    int end = endOfQuoted(rest);
    return end >= 0 && rest.startsWith(": ", end) ? sort + rest.substring(end) : sort;
  }

  /** Where a text in double quotes ends, as Go's %q writes it; -1 when there is none. */
  private static int endOfQuoted(String text) {
    if (!text.startsWith("\"")) {
      return -1;
    }
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    return -1;
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
