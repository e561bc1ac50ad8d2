package dev.ijen.operator.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** CEL over one object, {@code self}: the standard functions and macros. Programs are kept. */
final class Expressions {
  private static final int MAX_PROGRAMS = 256;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private final Cel cel =
      CelFactory.standardCelBuilder()
          .setOptions(CelOptions.current().enableHeterogeneousNumericComparisons(true).build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .build();
  private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

  /**
   * Whether an expression is true for an object.
   *
   * @throws IllegalArgumentException when it cannot be compiled or evaluated, or is no truth value
   */
  boolean holds(String expression, String object) {
    try {
      Map<String, Object> self = JSON.readValue(object, new TypeReference<>() {});
      Object value = program(expression).eval(Map.of("self", self));
      if (value instanceof Boolean truth) {
        return truth;
      }
      throw new IllegalArgumentException("the expression is no truth value");
    } catch (CelEvaluationException | JsonProcessingException e) {
      throw new IllegalArgumentException("expression: " + e.getMessage(), e);
    }
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  CelRuntime.Program program(String expression) {
    if (programs.size() > MAX_PROGRAMS) {
      programs.clear();
    }
    return programs.computeIfAbsent(expression, this::compile);
  }

  private CelRuntime.Program compile(String expression) {
    try {
      return cel.createProgram(cel.compile(expression).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("expression: " + e.getMessage(), e);
    }
  }
}
