package dev.ijen.machined.event;

import java.time.Instant;

/**
 * Names of events as clients know them (xid): 20 characters of base32hex over 12 bytes: seconds,
 * five bytes that tell this life of the daemon from others, a counter of three bytes. Later events
 * have greater names.
 *
 * @see <a href="https://github.com/rs/xid">xid</a>
 */
final class EventId {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
  private static final int LENGTH = 20;

  private EventId() {}

  /**
   * The name of an event.
   *
   * @param life the lowest 40 bits tell one life of the daemon from another
   * @param counter the lowest 24 bits count events within a life
   */
  static String of(Instant time, long life, long counter) {
    long seconds = time.getEpochSecond() & 0xffffffffL;
    long high = seconds << 32 | (life >>> 8 & 0xffffffffL);
    long low = (life & 0xff) << 24 | (counter & 0xffffff);
    var text = new StringBuilder(LENGTH);
    for (int bit = 0; bit < LENGTH * 5; bit += 5) {
      int digit = 0;
      for (int i = bit; i < bit + 5; i++) {
        digit = digit << 1 | bit(high, low, i);
      }
      text.append(DIGITS.charAt(digit));
    }
    return text.toString();
  }

  private static int bit(long high, long low, int index) {
    if (index < 64) {
      return (int) (high >>> (63 - index) & 1);
    }
    return index < 96 ? (int) (low >>> (95 - index) & 1) : 0;
  }
}
