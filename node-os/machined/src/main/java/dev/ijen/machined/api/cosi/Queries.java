package dev.ijen.machined.api.cosi;

import dev.ijen.api.cosi.IDQuery;
import dev.ijen.api.cosi.LabelQuery;
import dev.ijen.api.cosi.LabelTerm;
import dev.ijen.runtime.resource.Metadata;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which resources a client asks for. */
final class Queries {
  private Queries() {}

  /**
   * Resources whose id contains the expression and whose labels meet one of the queries; of a
   * query, all terms count.
   *
   * @throws IllegalArgumentException when the expression is none, or a term lacks its value
   */
  static Predicate<Metadata> matching(List<LabelQuery> labels, IDQuery id) {
    Pattern pattern = pattern(id.getRegexp());
    for (LabelQuery query : labels) {
      query.getTermsList().forEach(Queries::check);
    }
    return metadata ->
        pattern.matcher(metadata.key().id()).find()
            && (labels.isEmpty()
                || labels.stream().anyMatch(query -> matches(query, metadata.labels())));
  }

  private static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("id query: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("deprecation") // NOT_EXISTS is still sent by old clients
  private static void check(LabelTerm term) {
    boolean complete =
        switch (term.getOp()) {
          case EXISTS, NOT_EXISTS, IN -> true;
          case EQUAL, LT, LTE -> term.getValueCount() == 1;
          case LT_NUMERIC, LTE_NUMERIC -> term.getValueCount() == 1 && isNumber(term.getValue(0));
          case UNRECOGNIZED -> false;
        };
    if (!complete) {
      throw new IllegalArgumentException(
          "label query: bad term " + term.getOp() + " for label " + term.getKey());
    }
  }

  private static boolean matches(LabelQuery query, Map<String, String> labels) {
    return query.getTermsList().stream()
        .allMatch(term -> matches(term, labels) != term.getInvert());
  }

  @SuppressWarnings("deprecation") // NOT_EXISTS is still sent by old clients
  private static boolean matches(LabelTerm term, Map<String, String> labels) {
    String label = labels.get(term.getKey());
    if (label == null) {
      return term.getOp() == LabelTerm.Operation.NOT_EXISTS;
    }
    return switch (term.getOp()) {
      case EXISTS -> true;
      case NOT_EXISTS, UNRECOGNIZED -> false;
      case EQUAL -> label.equals(term.getValue(0));
      case IN -> term.getValueList().contains(label);
      case LT -> label.compareTo(term.getValue(0)) < 0;
      case LTE -> label.compareTo(term.getValue(0)) <= 0;
      case LT_NUMERIC -> isNumber(label) && compare(label, term.getValue(0)) < 0;
      case LTE_NUMERIC -> isNumber(label) && compare(label, term.getValue(0)) <= 0;
    };
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?");
  }

  private static int compare(String left, String right) {
    return new BigDecimal(left).compareTo(new BigDecimal(right));
  }
}
