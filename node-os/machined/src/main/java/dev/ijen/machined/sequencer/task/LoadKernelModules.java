package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.Modules;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the kernel modules that a node needs before anything asks for them. One that is missing is
 * told and left out: another kernel may have it built in.
 */
public final class LoadKernelModules implements TaskBody {
  private static final Logger log = LoggerFactory.getLogger(LoadKernelModules.class);

  /** Disk and network of virtual machines, file systems, packets for DHCP, containers. */
  static final List<String> NEEDED =
      List.of("virtio_net", "virtio_rng", "af_packet", "ext4", "overlay", "bridge", "br_netfilter");

  private final Modules modules;

  /** Loads by these means. */
  public LoadKernelModules(Modules modules) {
    this.modules = modules;
  }

  @Override
  public Outcome run() throws InterruptedException {
    for (String name : NEEDED) {
      try {
        modules.load(name, List.of());
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("module", name)
            .addKeyValue("reason", e.getMessage())
            .log("kernel module not loaded");
      }
    }
    return Outcome.proceed();
  }
}
