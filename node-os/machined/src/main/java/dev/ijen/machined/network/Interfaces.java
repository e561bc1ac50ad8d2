package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NethelpersLinkType;
import dev.ijen.api.resource.network.LinkStatusSpec;
import dev.ijen.config.InterfaceConfig;
import dev.ijen.config.MachineConfig;
import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.Link;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.runtime.controller.Reader;
import dev.ijen.runtime.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the machine config says of which link, and which links carry the node's traffic.
 *
 * @param configured interfaces of the config by the name of their link; those that match no link
 *     are not there
 * @param wired links that lead out of the node
 * @param loopback the names of loopback links
 */
record Interfaces(
    SortedMap<String, InterfaceConfig> configured, List<String> wired, List<String> loopback) {
  private static final Pattern CONTAINER_LINK = Pattern.compile("eth\\d+");

  /** Reads the config in force and the links that are there. */
  static Interfaces of(Reader state, Mode mode) {
    List<Resource<LinkStatusSpec>> links = state.list(NetworkTypes.LINK_STATUSES);
    SortedMap<String, InterfaceConfig> configured = new TreeMap<>();
    for (InterfaceConfig config :
        ActiveConfig.find(state).map(MachineConfig::interfaces).orElse(List.of())) {
      for (String name : names(config, links)) {
        configured.put(name, config);
      }
    }
    return new Interfaces(
        configured,
        links.stream()
            .filter(link -> wired(link.id(), link.spec(), mode))
            .map(Resource::id)
            .toList(),
        links.stream()
            .filter(link -> (link.spec().getFlags() & Link.IFF_LOOPBACK) != 0)
            .map(Resource::id)
            .toList());
  }

  /** Wired links that the config does not speak of. */
  List<String> unconfigured() {
    return wired.stream().filter(name -> !configured.containsKey(name)).toList();
  }

  private static List<String> names(InterfaceConfig config, List<Resource<LinkStatusSpec>> links) {
    return config.selector().isEmpty()
        ? List.of(config.name())
        : links.stream()
            .filter(link -> matches(config.selector(), link.spec()))
            .map(Resource::id)
            .toList();
  }

  /** Hardware; in container mode the end of a pair, which the lab names as hardware. */
  static boolean wired(String name, LinkStatusSpec link, Mode mode) {
    return switch (mode) {
      case METAL -> physical(link);
      case CONTAINER -> link.getKind().equals("veth") && CONTAINER_LINK.matcher(name).matches();
    };
  }

  static boolean matches(Map<String, String> selector, LinkStatusSpec link) {
    return !selector.isEmpty()
        && selector.entrySet().stream()
            .allMatch(entry -> matches(entry.getKey(), entry.getValue(), link));
  }

  private static boolean matches(String property, String wanted, LinkStatusSpec link) {
    return switch (property) {
      case "hardwareAddr" -> glob(wanted, address(link.getHardwareAddr().toByteArray()));
      case "permanentAddr" -> glob(wanted, address(link.getPermanentAddr().toByteArray()));
      case "physical" -> Boolean.parseBoolean(wanted) == physical(link);
      case "driver" -> glob(wanted, link.getDriver());
      case "busPath" -> glob(wanted, link.getBusPath());
      case "pciID" -> glob(wanted, link.getPciid());
      default -> false;
    };
  }

  private static boolean physical(LinkStatusSpec link) {
    return link.getType() == NethelpersLinkType.LINK_ETHER && link.getKind().isEmpty();
  }

  private static String address(byte[] bytes) {
    return HardwareAddress.of(bytes).text();
  }

  private static boolean glob(String pattern, String text) {
    String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).matches();
  }
}
