package dev.ijen.image.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
  @Test
  void twoRunsWithTheSameClassesGiveTheSameList() {
    var first =
        List.of(
            "# NOTE",
            "java/lang/Object id: 0",
            "a/B id: 1",
            "c/Custom id: 2 super: 0 source: file:/x",
            "@cp a/B 7",
            "@lambda-proxy a/B run ()V");
    var second = List.of("a/B id: 0", "@lambda-proxy a/B run ()V", "java/lang/Object id: 9");
    assertThat(ClassList.normalize(first))
        .isEqualTo(ClassList.normalize(second))
        .containsExactly("@lambda-proxy a/B run ()V", "a/B", "java/lang/Object");
  }
}
