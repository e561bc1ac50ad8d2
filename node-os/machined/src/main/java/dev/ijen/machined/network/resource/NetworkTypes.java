package dev.ijen.machined.network.resource;

import dev.ijen.api.resource.network.AddressSpecSpec;
import dev.ijen.api.resource.network.AddressStatusSpec;
import dev.ijen.api.resource.network.HardwareAddrSpec;
import dev.ijen.api.resource.network.HostDNSConfigSpec;
import dev.ijen.api.resource.network.HostnameSpecSpec;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.api.resource.network.LinkRefreshSpec;
import dev.ijen.api.resource.network.LinkSpecSpec;
import dev.ijen.api.resource.network.LinkStatusSpec;
import dev.ijen.api.resource.network.NodeAddressFilterSpec;
import dev.ijen.api.resource.network.NodeAddressSpec;
import dev.ijen.api.resource.network.OperatorSpecSpec;
import dev.ijen.api.resource.network.PlatformConfigSpec;
import dev.ijen.api.resource.network.ResolverSpecSpec;
import dev.ijen.api.resource.network.ResolverStatusSpec;
import dev.ijen.api.resource.network.RouteSpecSpec;
import dev.ijen.api.resource.network.RouteStatusSpec;
import dev.ijen.api.resource.network.StaticHostSpec;
import dev.ijen.api.resource.network.StatusSpec;
import dev.ijen.api.resource.network.TimeServerSpecSpec;
import dev.ijen.api.resource.network.TimeServerStatusSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Addresses, links, routes, names. */
public final class NetworkTypes {
  public static final ResourceType<LinkSpecSpec> LINK_SPECS =
      WireTypes.of("LinkSpecs.net.talos.dev", LinkSpecSpec.getDefaultInstance());

  public static final ResourceType<LinkStatusSpec> LINK_STATUSES =
      WireTypes.of("LinkStatuses.net.talos.dev", LinkStatusSpec.getDefaultInstance());

  public static final ResourceType<LinkRefreshSpec> LINK_REFRESHES =
      WireTypes.of("LinkRefreshes.net.talos.dev", LinkRefreshSpec.getDefaultInstance());

  public static final ResourceType<AddressSpecSpec> ADDRESS_SPECS =
      WireTypes.of("AddressSpecs.net.talos.dev", AddressSpecSpec.getDefaultInstance());

  public static final ResourceType<AddressStatusSpec> ADDRESS_STATUSES =
      WireTypes.of("AddressStatuses.net.talos.dev", AddressStatusSpec.getDefaultInstance());

  public static final ResourceType<RouteSpecSpec> ROUTE_SPECS =
      WireTypes.of("RouteSpecs.net.talos.dev", RouteSpecSpec.getDefaultInstance());

  public static final ResourceType<RouteStatusSpec> ROUTE_STATUSES =
      WireTypes.of("RouteStatuses.net.talos.dev", RouteStatusSpec.getDefaultInstance());

  public static final ResourceType<HostnameSpecSpec> HOSTNAME_SPECS =
      WireTypes.of("HostnameSpecs.net.talos.dev", HostnameSpecSpec.getDefaultInstance());

  public static final ResourceType<HostnameStatusSpec> HOSTNAME_STATUSES =
      WireTypes.of("HostnameStatuses.net.talos.dev", HostnameStatusSpec.getDefaultInstance());

  public static final ResourceType<ResolverSpecSpec> RESOLVER_SPECS =
      WireTypes.of("ResolverSpecs.net.talos.dev", ResolverSpecSpec.getDefaultInstance());

  public static final ResourceType<ResolverStatusSpec> RESOLVER_STATUSES =
      WireTypes.of("ResolverStatuses.net.talos.dev", ResolverStatusSpec.getDefaultInstance());

  public static final ResourceType<TimeServerSpecSpec> TIME_SERVER_SPECS =
      WireTypes.of("TimeServerSpecs.net.talos.dev", TimeServerSpecSpec.getDefaultInstance());

  public static final ResourceType<TimeServerStatusSpec> TIME_SERVER_STATUSES =
      WireTypes.of("TimeServerStatuses.net.talos.dev", TimeServerStatusSpec.getDefaultInstance());

  public static final ResourceType<NodeAddressSpec> NODE_ADDRESSES =
      WireTypes.of("NodeAddresses.net.talos.dev", NodeAddressSpec.getDefaultInstance());

  public static final ResourceType<NodeAddressFilterSpec> NODE_ADDRESS_FILTERS =
      WireTypes.of("NodeAddressFilters.net.talos.dev", NodeAddressFilterSpec.getDefaultInstance());

  public static final ResourceType<OperatorSpecSpec> OPERATOR_SPECS =
      WireTypes.of("OperatorSpecs.net.talos.dev", OperatorSpecSpec.getDefaultInstance());

  public static final ResourceType<StatusSpec> NETWORK_STATUSES =
      WireTypes.of("NetworkStatuses.net.talos.dev", StatusSpec.getDefaultInstance());

  public static final ResourceType<HardwareAddrSpec> HARDWARE_ADDRESSES =
      WireTypes.of("HardwareAddresses.net.talos.dev", HardwareAddrSpec.getDefaultInstance());

  public static final ResourceType<PlatformConfigSpec> PLATFORM_CONFIGS =
      WireTypes.of("PlatformConfigs.net.talos.dev", PlatformConfigSpec.getDefaultInstance());

  public static final ResourceType<StaticHostSpec> STATIC_HOSTS =
      WireTypes.of("StaticHosts.net.talos.dev", StaticHostSpec.getDefaultInstance());

  public static final ResourceType<HostDNSConfigSpec> HOST_DNS_CONFIGS =
      WireTypes.of("HostDNSConfigs.net.talos.dev", HostDNSConfigSpec.getDefaultInstance());

  private NetworkTypes() {}
}
