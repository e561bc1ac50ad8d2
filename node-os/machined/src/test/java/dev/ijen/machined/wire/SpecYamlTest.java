package dev.ijen.machined.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIP;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.common.PEMEncodedCertificateAndKey;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.api.resource.config.MachineType;
import dev.ijen.api.resource.config.MachineTypeSpec;
import dev.ijen.api.resource.enums.NethelpersFamily;
import dev.ijen.api.resource.enums.NethelpersLinkType;
import dev.ijen.api.resource.enums.NethelpersOperationalState;
import dev.ijen.api.resource.network.AddressStatusSpec;
import dev.ijen.api.resource.network.LinkStatusSpec;
import dev.ijen.api.resource.network.NodeAddressSpec;
import dev.ijen.api.resource.network.ResolverStatusSpec;
import dev.ijen.api.resource.secrets.OSRootSpec;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.runtime.resource.KernelParamDefaultSpec;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.machined.secrets.resource.SecretTypes;
import dev.ijen.runtime.resource.SpecCodec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SpecYamlTest {

  @Test
  void linkStatusIsPrintedInTheOrderOfTheContract() {
    var link =
        LinkStatusSpec.newBuilder()
            .setIndex(2)
            .setType(NethelpersLinkType.LINK_ETHER)
            .setFlags(0x11043)
            .setHardwareAddr(bytes("525400123456"))
            .setBroadcastAddr(bytes("ffffffffffff"))
            .setMtu(1500)
            .setQueueDisc("pfifo_fast")
            .setOperationalState(NethelpersOperationalState.OPER_STATE_UP)
            .setLinkState(true)
            .setDriver("virtio_net")
            .build();

    assertThat(NetworkTypes.LINK_STATUSES.codec().yaml(link))
        .isEqualTo(
            """
            index: 2
            type: ether
            linkIndex: 0
            flags: UP,BROADCAST,RUNNING,MULTICAST,LOWER_UP
            hardwareAddr: "52:54:00:12:34:56"
            permanentAddr: ""
            broadcastAddr: ff:ff:ff:ff:ff:ff
            mtu: 1500
            queueDisc: pfifo_fast
            operationalState: up
            kind: ""
            slaveKind: ""
            driver: virtio_net
            linkState: true
            port: TwistedPair
            duplex: Half
            """);
  }

  @Test
  void addressesAndListsAreTexts() {
    var address =
        AddressStatusSpec.newBuilder()
            .setAddress(prefix("fd000000000000000000000000000001", 64))
            .setLinkName("eth0")
            .setFamily(NethelpersFamily.FAMILY_INET6)
            .build();
    var nodes = NodeAddressSpec.newBuilder().addAddresses(prefix("0a000002", 24)).build();

    assertThat(NetworkTypes.ADDRESS_STATUSES.codec().yaml(address))
        .startsWith("address: fd00::1/64\n")
        .contains("family: inet6\n");
    assertThat(NetworkTypes.NODE_ADDRESSES.codec().yaml(nodes))
        .startsWith("addresses:\n    - 10.0.0.2/24\n");
    assertThat(
            NetworkTypes.RESOLVER_STATUSES
                .codec()
                .yaml(
                    ResolverStatusSpec.newBuilder()
                        .addDnsServers(NetIP.newBuilder().setIp(bytes("01010101")))
                        .build()))
        .startsWith("dnsServers:\n    - 1.1.1.1\n");
  }

  @Test
  void pemPairsAreBase64AndAbsentOnesNull() {
    var pair =
        PEMEncodedCertificateAndKey.newBuilder()
            .setCrt(ByteString.copyFromUtf8("crt"))
            .setKey(ByteString.copyFromUtf8("key"))
            .build();

    assertThat(
            SecretTypes.OS_ROOT_SECRETS
                .codec()
                .yaml(OSRootSpec.newBuilder().setIssuingCa(pair).build()))
        .startsWith("issuingCA:\n    crt: Y3J0\n    key: a2V5\n");
    assertThat(SecretTypes.OS_ROOT_SECRETS.codec().yaml(OSRootSpec.getDefaultInstance()))
        .startsWith("issuingCA: null\n");
  }

  @Test
  void machineConfigIsOneText() {
    var config =
        MachineConfigSpec.newBuilder()
            .setYamlMarshalled(
                ByteString.copyFromUtf8("version: v1alpha1\nmachine:\n  type: worker\n"))
            .build();

    assertThat(ConfigTypes.MACHINE_CONFIGS.codec().yaml(config))
        .isEqualTo("|\n    version: v1alpha1\n    machine:\n      type: worker\n");
    assertThat(
            ConfigTypes.MACHINE_TYPES
                .codec()
                .yaml(
                    MachineTypeSpec.newBuilder().setMachineType(MachineType.CONTROL_PLANE).build()))
        .isEqualTo("controlplane\n");
  }

  @Test
  void recordsWithoutAMessageHaveTheirOwnCodec() {
    var spec = new KernelParamDefaultSpec("1", true);
    SpecCodec<KernelParamDefaultSpec> codec = RuntimeTypes.KERNEL_PARAM_DEFAULT_SPECS.codec();

    assertThat(codec.decode(codec.encode(spec))).isEqualTo(spec);
    assertThat(codec.encode(spec)).isEqualTo(HexFormat.of().parseHex("0a01311001"));
    assertThat(codec.yaml(spec)).isEqualTo("value: \"1\"\nignoreErrors: true\n");
  }

  @Test
  void messagesSurviveEncodingAndForeignOnesAreRefused() {
    var link = LinkStatusSpec.newBuilder().setMtu(9000).build();
    SpecCodec<LinkStatusSpec> codec = NetworkTypes.LINK_STATUSES.codec();

    assertThat(codec.decode(codec.encode(link))).isEqualTo(link);
    assertThatThrownBy(
            () -> WireTypes.of("LinkStatuses.net.talos.dev", OSRootSpec.getDefaultInstance()))
        .hasMessageContaining("talos.resource.definitions.network.LinkStatusSpec");
    assertThatThrownBy(() -> EmptySpec.type("Links.net.talos.dev"))
        .hasMessage("the contract has no resource type Links.net.talos.dev");
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static NetIPPrefix prefix(String hex, int length) {
    return NetIPPrefix.newBuilder().setIp(bytes(hex)).setPrefixLength(length).build();
  }
}
