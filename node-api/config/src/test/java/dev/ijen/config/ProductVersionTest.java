package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductVersionTest {

  @Test
  void theTagNamesTheLevelOfTheMachineApi() {
    assertThat(ProductVersion.tag()).matches("v1\\.14\\.\\d+");
  }
}
