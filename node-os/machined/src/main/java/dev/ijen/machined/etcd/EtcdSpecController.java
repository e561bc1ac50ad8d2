package dev.ijen.machined.etcd;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIP;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.resource.etcd.ConfigSpec;
import dev.ijen.api.resource.etcd.SpecSpec;
import dev.ijen.machined.etcd.resource.EtcdTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.network.resource.Subnets;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Decides the name and the addresses of this node's etcd. */
public final class EtcdSpecController implements Controller {
  private static final String HOSTNAME = "hostname";
  private static final String DEFAULT = "default";
  private static final String CURRENT = "current";

  @Override
  public String name() {
    return "etcd.SpecController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(EtcdTypes.ETCD_CONFIGS).only(EtcdTypes.ID),
        Input.weak(NetworkTypes.HOSTNAME_STATUSES).only(HOSTNAME),
        Input.weak(NetworkTypes.NODE_ADDRESSES));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(EtcdTypes.ETCD_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Optional<ConfigSpec> config =
        state.find(EtcdTypes.ETCD_CONFIGS, EtcdTypes.ID).map(Resource::spec);
    String host =
        state
            .find(NetworkTypes.HOSTNAME_STATUSES, HOSTNAME)
            .map(resource -> resource.spec().getHostname())
            .orElse("");
    if (config.isEmpty() || host.isEmpty()) {
      return;
    }
    List<NetIP> advertised = advertised(state, config.get());
    if (!advertised.isEmpty()) {
      state.modify(EtcdTypes.ETCD_SPECS, EtcdTypes.ID, spec(config.get(), host, advertised));
    }
  }

  private static SpecSpec spec(ConfigSpec config, String host, List<NetIP> advertised) {
    boolean ipv4 = advertised.stream().allMatch(address -> address.getIp().size() == 4);
    NetIP any = ip(InetAddress.ofLiteral(ipv4 ? "0.0.0.0" : "::").getAddress());
    var spec =
        SpecSpec.newBuilder()
            .setName(host)
            .setImage(config.getImage())
            .addAllAdvertisedAddresses(advertised)
            .addListenPeerAddresses(any)
            .addListenClientAddresses(any);
    config.getExtraArgsMap().forEach(spec::putExtraArgs);
    return spec.build();
  }

  /** The node's default address, or those of the subnets that the config names. */
  private static List<NetIP> advertised(ReaderWriter state, ConfigSpec config) {
    List<String> subnets = config.getAdvertiseValidSubnetsList();
    return state
        .find(NetworkTypes.NODE_ADDRESSES, subnets.isEmpty() ? DEFAULT : CURRENT)
        .map(resource -> resource.spec().getAddressesList())
        .orElse(List.of())
        .stream()
        .filter(address -> subnets.isEmpty() || Subnets.anyContains(subnets, address.getIp()))
        .map(NetIPPrefix::getIp)
        .map(bytes -> NetIP.newBuilder().setIp(bytes).build())
        .toList();
  }

  private static NetIP ip(byte[] address) {
    return NetIP.newBuilder().setIp(ByteString.copyFrom(address)).build();
  }
}
