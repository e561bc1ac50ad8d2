package dev.ijen.machined.slot;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.state.KeptBoot;
import dev.ijen.api.state.KeptBoots;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.wire.ProtoTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The last ten boots, the newest first, kept in META so that they survive a wipe of STATE. */
public final class Boots {
  private static final int KEPT = 10;

  private final Meta meta;

  /** Boots that this META knows. */
  public Boots(Meta meta) {
    this.meta = meta;
  }

  /** The boots, the newest first. */
  public List<BootRecord> list() {
    return decode(meta.find(MetaKeys.BOOTS).orElse(new byte[0]));
  }

  /** Notes how the present boot ends, unless that is noted already. */
  public synchronized void end(String how) throws IOException {
    List<BootRecord> boots = list();
    if (!boots.isEmpty() && boots.getFirst().open()) {
      var ended = new ArrayList<>(boots);
      ended.set(0, boots.getFirst().ended(how, ""));
      meta.set(MetaKeys.BOOTS, encode(ended));
    }
  }

  /** The value of key {@link MetaKeys#BOOTS}: the newest of these. */
  static byte[] encode(List<BootRecord> boots) {
    var kept = KeptBoots.newBuilder();
    boots.stream().limit(KEPT).forEach(boot -> kept.addBoots(encode(boot)));
    return kept.build().toByteArray();
  }

  private static KeptBoot encode(BootRecord boot) {
    return KeptBoot.newBuilder()
        .setBootId(boot.bootId())
        .setAt(ProtoTime.encode(boot.at()))
        .setSlot(boot.slot())
        .setGeneration(boot.generation())
        .setVersion(boot.version())
        .setReason(boot.reason())
        .setEnded(boot.ended())
        .setDetail(boot.detail())
        .build();
  }

  private static List<BootRecord> decode(byte[] bytes) {
    try {
      return KeptBoots.parseFrom(bytes).getBootsList().stream()
          .map(
              kept ->
                  new BootRecord(
                      kept.getBootId(),
                      ProtoTime.decode(kept.getAt()),
                      kept.getSlot(),
                      kept.getGeneration(),
                      kept.getVersion(),
                      kept.getReason(),
                      kept.getEnded(),
                      kept.getDetail()))
          .toList();
    } catch (InvalidProtocolBufferException e) {
      return List.of();
    }
  }
}
