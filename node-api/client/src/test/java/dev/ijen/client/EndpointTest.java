package dev.ijen.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "10.5.0.2, 10.5.0.2, 50000",
    "10.5.0.2:50010, 10.5.0.2, 50010",
    "node-1.example, node-1.example, 50000",
    "fd00::2, fd00::2, 50000",
    "[fd00::2]:50010, fd00::2, 50010",
    "[fd00::2], fd00::2, 50000",
    "https://api.example, api.example, 443",
    "https://api.example:6443, api.example, 6443",
  })
  void textsBecomeHostAndPort(String text, String host, int port) {
    assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint(host, port));
    assertThat(Endpoint.parse(Endpoint.parse(text).authority())).isEqualTo(Endpoint.parse(text));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "a b", "node:0", "node:70000", "user@node", "node:port"})
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(text));
  }
}
