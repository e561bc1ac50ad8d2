package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NetworkConfigLayer;

/** Where specs come from; a higher layer wins. */
final class Layers {
  /** The namespace of specs before they are merged. */
  static final String NAMESPACE = "network-config";

  private Layers() {}

  /** The id of a spec of one layer. */
  static String id(NetworkConfigLayer layer, String id) {
    return name(layer) + "/" + id;
  }

  private static String name(NetworkConfigLayer layer) {
    return switch (layer) {
      case CONFIG_DEFAULT -> "default";
      case CONFIG_CMDLINE -> "cmdline";
      case CONFIG_PLATFORM -> "platform";
      case CONFIG_OPERATOR -> "operator";
      case CONFIG_MACHINE_CONFIGURATION -> "configuration";
      case UNRECOGNIZED -> throw new IllegalArgumentException("unknown layer");
    };
  }
}
