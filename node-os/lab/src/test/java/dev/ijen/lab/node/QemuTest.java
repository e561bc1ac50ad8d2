package dev.ijen.lab.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuTest {
  private static final VmFiles FILES = new VmFiles(Path.of("/n"));

  @Test
  void emulationNeverHasCx16() {
    assertThat(Qemu.usual(false).command("n", FILES, Attachment.forwarded(0, 0)))
        .containsSequence("-accel", "tcg,thread=multi", "-cpu", "Nehalem,-cx16");
  }

  @Test
  void aForwardedPortFollowsSlotAndNode() {
    Attachment attachment = Attachment.forwarded(2, 1);
    assertThat(attachment.port()).isEqualTo(21041);
    assertThat(Qemu.usual(true).command("n", FILES, attachment))
        .contains("user,id=n0,restrict=on,hostfwd=tcp:127.0.0.1:21041-:50000")
        .contains("virtio-net-pci,netdev=n0,romfile=,mac=52:54:00:d5:02:0b");
  }

  @Test
  void aRecordedDiskFlushesTheRecordAndNotTheHost() {
    List<String> command =
        Qemu.usual(false).recordingWrites().command("n", FILES, Attachment.forwarded(0, 0));
    assertThat(command.get(command.indexOf("-blockdev") + 1))
        .contains("driver=blklogwrites", "file.cache.no-flush=on", "log.cache.no-flush=on")
        .doesNotContain("d0,cache.no-flush");
    assertThat(command).contains("virtio-blk-pci,drive=d0,bootindex=1,request-merging=off");
  }

  @Test
  void kernelArgumentsGoThroughTheFirmware() {
    assertThat(
            Qemu.usual(false)
                .withKernelArguments("a=1", "b")
                .command("n", FILES, Attachment.forwarded(0, 0)))
        .containsSequence("-smbios", "type=11,value=io.systemd.stub.kernel-cmdline-extra=a=1 b");
  }
}
