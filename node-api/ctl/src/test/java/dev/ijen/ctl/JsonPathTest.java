package dev.ijen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
  private static final String SPEC =
      """
      name: eth0
      up: true
      mtu: 1500
      link: {speed: 1000, peer: {id: 7}}
      list: [a, b]
      nodes:
        - {kind: x, id: 1}
        - {kind: y, id: 2}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{.name}; eth0",
        "{.up}; true",
        "{.mtu}; 1500",
        "{.link.peer.id}; 7",
        "{.list}; [\"a\",\"b\"]",
        "{.list[*]}; a b",
        "{.list[:]}; a b",
        "{.list[1]}; b",
        "{.nodes[*].id}; 1 2",
        "{.nodes[?(@.kind==\"y\")].id}; 2",
        "{.link.peer}; {\"id\":7}",
        "{.missing}; ''",
        "{.name.deeper}; ''",
        "{.list[9]}; ''",
        "{nonsense}; ''",
      })
  void pathsFindWhatPrintColumnsWant(String path, String expected) throws UsageException {
    assertThat(new JsonPath(path).print(Yaml.read(SPEC))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"text, text", "5, 5"})
  void theRootIsTheSpecItself(String spec, String expected) throws UsageException {
    assertThat(new JsonPath("{@}").print(Yaml.read(spec))).isEqualTo(expected);
  }
}
