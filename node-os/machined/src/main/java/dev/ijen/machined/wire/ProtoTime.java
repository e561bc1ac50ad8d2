package dev.ijen.machined.wire;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Times and durations, to protobuf and from it. */
public final class ProtoTime {
  private ProtoTime() {}

  /** A time for a message. */
  public static Timestamp encode(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** The time in a message. */
  public static Instant decode(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** A duration for a message. */
  public static com.google.protobuf.Duration encode(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  /** The duration in a message. */
  public static Duration decode(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }
}
