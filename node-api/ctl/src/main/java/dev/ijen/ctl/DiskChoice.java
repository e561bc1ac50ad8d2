package dev.ijen.ctl;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.resource.block.DiskSpec;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeRefused;
import dev.ijen.config.DiskSelector;
import dev.ijen.config.DiskTraits;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the one disk of a node that is meant by what it is. */
final class DiskChoice {
  private DiskChoice() {}

  /**
   * The device node of the disk.
   *
   * @throws NodeRefused when no disk matches, or more than one
   */
  static String of(NodeCalls node, DiskSelector selector)
      throws NodeCallException, InterruptedException {
    List<DiskSpec> disks = disks(node);
    List<DiskSpec> found =
        disks.stream()
            .filter(disk -> !disk.getReadonly() && !disk.getCdrom())
            .filter(disk -> selector.matches(traits(disk)))
            .toList();
    if (found.size() != 1) {
      throw new NodeRefused(
          node.name(),
          Status.Code.NOT_FOUND,
          "%d disks match %s; the machine has %s".formatted(found.size(), selector, names(disks)));
    }
    return found.getFirst().getDevPath();
  }

  private static List<DiskSpec> disks(NodeCalls node)
      throws NodeCallException, InterruptedException {
    var disks = new ArrayList<DiskSpec>();
    for (Resource disk : node.resources().list("runtime", "Disks.block.talos.dev")) {
      try {
        disks.add(DiskSpec.parseFrom(disk.getSpec().getProtoSpec()));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("disk of " + node.name(), e);
      }
    }
    return disks;
  }

  private static DiskTraits traits(DiskSpec disk) {
    return new DiskTraits(
        disk.getDevPath(),
        disk.getSize(),
        "",
        disk.getModel(),
        disk.getSerial(),
        disk.getModalias(),
        disk.getUuid(),
        disk.getWwid(),
        disk.getBusPath(),
        DiskTraits.Type.of(disk.getTransport(), disk.getRotational()));
  }

  private static String names(List<DiskSpec> disks) {
    return disks.stream()
        .map(disk -> "%s (%s)".formatted(disk.getDevPath(), disk.getPrettySize()))
        .collect(Collectors.joining(", "));
  }
}
