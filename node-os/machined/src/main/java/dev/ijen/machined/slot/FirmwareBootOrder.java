package dev.ijen.machined.slot;

import dev.ijen.linux.EfiVariables;
import dev.ijen.linux.GptPartition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the firmware starts our loader three times before anything else. The loader gives
 * up when an entry cannot be loaded, after it has counted the attempt; the firmware then goes on to
 * its next option. With three of them an entry that is damaged uses its tries up, and the other one
 * follows, without a hand.
 */
public final class FirmwareBootOrder {
  private static final Logger log = LoggerFactory.getLogger(FirmwareBootOrder.class);
  private static final String ORDER = "BootOrder";
  private static final int WANTED = 3;

  /** Numbers that firmware does not give by itself, so that ours are found again. */
  private static final int FIRST = 0x1ae0;

  private final EfiVariables variables;

  /** The order that these variables hold. */
  public FirmwareBootOrder(EfiVariables variables) {
    this.variables = variables;
  }

  /**
   * Writes what is missing; a firmware that holds all of it is not written to.
   *
   * @param efi the partition that the loader is on
   */
  public void ensure(GptPartition efi) throws IOException {
    Optional<byte[]> present = variables.read(EfiVariables.GLOBAL, ORDER);
    if (present.isEmpty()) {
      log.atInfo().log("the firmware keeps no boot order");
      return;
    }
    for (int i = 0; i < WANTED; i++) {
      String name = "Boot%04X".formatted(FIRST + i);
      byte[] option = FirmwareBootOption.encode("Ijen %d".formatted(i + 1), efi);
      if (!variables
          .read(EfiVariables.GLOBAL, name)
          .filter(written -> Arrays.equals(written, option))
          .isPresent()) {
        variables.write(EfiVariables.GLOBAL, name, option);
      }
    }
    byte[] order = order(present.get());
    if (!Arrays.equals(order, present.get())) {
      variables.write(EfiVariables.GLOBAL, ORDER, order);
      log.atInfo().log("the firmware starts our loader first, and up to three times");
    }
  }

  /** The order with ours first. */
  static byte[] order(byte[] present) {
    List<Short> numbers = new ArrayList<>();
    for (int i = 0; i < WANTED; i++) {
      numbers.add((short) (FIRST + i));
    }
    ByteBuffer in = ByteBuffer.wrap(present).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= Short.BYTES) {
      short number = in.getShort();
      if (!numbers.contains(number)) {
        numbers.add(number);
      }
    }
    ByteBuffer out =
        ByteBuffer.allocate(numbers.size() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    numbers.forEach(out::putShort);
    return out.array();
  }
}
