package dev.ijen.ctl;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.resource.runtime.BootedEntrySpec;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeRefused;
import io.grpc.Status;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which slot a node runs from, by the name of its boot entry. */
final class BootedSlot {
  private static final Pattern SLOT = Pattern.compile("ijen-(?:\\d+-)?([ab])\\b.*");

  private BootedSlot() {}

  /** {@code a} or {@code b}; empty when the node does not say. */
  static Optional<String> of(NodeCalls node) throws NodeCallException {
    try {
      var resource = node.resources().get("runtime", "BootedEntries.talos.dev", "bootedentry");
      String entry = BootedEntrySpec.parseFrom(resource.getSpec().getProtoSpec()).getBootedEntry();
      Matcher matcher = SLOT.matcher(entry);
      return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (NodeRefused e) {
      if (e.code() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("booted entry of " + node.name(), e);
    }
  }
}
