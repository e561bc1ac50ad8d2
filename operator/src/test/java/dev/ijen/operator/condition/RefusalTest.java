package dev.ijen.operator.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Too long: may not be more than 253 bytes                   | Too long: may not be more than 253 bytes
          Required value                                             | Required value
          Required value: machine must be named                      | Required value: machine must be named
          Invalid value: "hush": must match '^[a-z]+$'               | Invalid value: must match '^[a-z]+$'
          Invalid value: "a \\": hush": must be short                | Invalid value: must be short
          Invalid value: "hush                                       | Invalid value
          Invalid value: {"token":"hush"}: must be a text            | Invalid value
          Invalid value: 7: should be less than or equal to 5        | Invalid value
          Unsupported value: "hush": supported values: "A", "B"      | Unsupported value: supported values: "A", "B"
          Duplicate value: {"type":"hush"}                           | Duplicate value
          """)
  void valuesAreLeftOut(String told, String kept) {
    assertThat(Refusal.withoutValue(told)).isEqualTo(kept);
  }

  @Test
  void eachFaultNamesItsFieldOnce() {
    var tooLong =
        new StatusCause("status.hostname", "Too long: may not be more", "FieldValueTooLong");
    Refusal refusal = Refusal.of(answer(List.of(tooLong, tooLong)));
    assertThat(refusal.message()).isEqualTo("status.hostname: Too long: may not be more");
  }

  @Test
  void theOrderIsAlwaysTheSame() {
    var one = new StatusCause("status.a", "Required value", "FieldValueRequired");
    var other = new StatusCause("status.b", "Required value", "FieldValueRequired");
    var rules = new StatusCause("<nil>", "Invalid value: null: some rules", "FieldValueInvalid");
    assertThat(Refusal.of(answer(List.of(rules, other, one))))
        .isEqualTo(Refusal.of(answer(List.of(one, other))));
  }

  @Test
  void anAnswerWithoutCausesHasAReasonToo() {
    assertThat(Refusal.of(null).message()).isNotBlank();
    assertThat(Refusal.of(answer(List.of())).message()).isNotBlank();
  }

  private static Status answer(List<StatusCause> causes) {
    return new StatusBuilder().withNewDetails().withCauses(causes).endDetails().build();
  }
}
