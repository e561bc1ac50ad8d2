package dev.ijen.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SubnetTest {
  @Test
  void nodesHaveFixedAddresses() {
    var subnet = new Subnet(3);
    assertThat(subnet.node(0)).isEqualTo("10.213.3.10");
    assertThat(subnet.mac(1)).isEqualTo("52:54:00:d5:03:0b");
    assertThat(subnet.dynamicRange()).isEqualTo("10.213.3.100,10.213.3.250");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new Subnet(255)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Subnet(0).node(90)).isInstanceOf(IllegalArgumentException.class);
  }
}
