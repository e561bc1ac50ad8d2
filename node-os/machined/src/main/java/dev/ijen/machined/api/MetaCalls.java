package dev.ijen.machined.api;

import dev.ijen.api.machine.MetaDelete;
import dev.ijen.api.machine.MetaDeleteRequest;
import dev.ijen.api.machine.MetaDeleteResponse;
import dev.ijen.api.machine.MetaWrite;
import dev.ijen.api.machine.MetaWriteRequest;
import dev.ijen.api.machine.MetaWriteResponse;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.io.IOException;

/** Changes values in META. */
final class MetaCalls {
  private final Meta meta;

  MetaCalls(Meta meta) {
    this.meta = meta;
  }

  MetaWriteResponse write(MetaWriteRequest request) throws NodeException {
    int key = key(request.getKey());
    try {
      meta.set(key, request.getValue().toByteArray());
    } catch (IOException e) {
      throw unavailable("write", key, e);
    }
    return MetaWriteResponse.newBuilder().addMessages(MetaWrite.getDefaultInstance()).build();
  }

  MetaDeleteResponse delete(MetaDeleteRequest request) throws NodeException {
    int key = key(request.getKey());
    try {
      if (!meta.delete(key)) {
        throw new NodeException(Reason.NOT_FOUND, "META has no key 0x%02x".formatted(key));
      }
    } catch (IOException e) {
      throw unavailable("delete", key, e);
    }
    return MetaDeleteResponse.newBuilder().addMessages(MetaDelete.getDefaultInstance()).build();
  }

  /** The node's own keys are not for callers. */
  private static int key(int key) throws NodeException {
    if (key < 1 || key > MetaKeys.LAST_OF_CONTRACT) {
      throw new NodeException(
          Reason.INVALID,
          "META key %d: 0x01 to 0x%02x wanted"
              .formatted(Integer.toUnsignedLong(key), MetaKeys.LAST_OF_CONTRACT));
    }
    return key;
  }

  private static NodeException unavailable(String operation, int key, IOException e) {
    return new NodeException(
        Reason.UNAVAILABLE, "%s META key 0x%02x: %s".formatted(operation, key, e.getMessage()), e);
  }
}
