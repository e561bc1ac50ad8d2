package dev.ijen.linux;

import java.time.Duration;

/**
 * One record of the kernel's log.
 *
 * @param priority facility × 8 + level
 * @param sequence number of the record since boot
 * @param sinceBoot when it was logged, to the microsecond
 * @param text the message without its dictionary
 */
public record KernelMessage(int priority, long sequence, Duration sinceBoot, String text) {

  /** 0 (emergency) to 7 (debug). */
  public int level() {
    return priority & 7;
  }

  /** 0 for the kernel itself, as in syslog(3). */
  public int facility() {
    return priority >> 3;
  }

  /**
   * Reads a record of {@code /dev/kmsg}: {@code priority,sequence,microseconds,flags;text}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static KernelMessage parse(String record) {
    int semicolon = record.indexOf(';');
    String[] head = record.substring(0, Math.max(semicolon, 0)).split(",", -1);
    if (head.length < 3) {
      throw new IllegalArgumentException("kmsg record: " + record);
    }
    String rest = record.substring(semicolon + 1);
    int newline = rest.indexOf('\n');
    return new KernelMessage(
        Integer.parseInt(head[0]),
        Long.parseLong(head[1]),
        Duration.ofNanos(Long.parseLong(head[2]) * 1000),
        newline < 0 ? rest : rest.substring(0, newline));
  }
}
