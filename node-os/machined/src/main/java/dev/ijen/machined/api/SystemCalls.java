package dev.ijen.machined.api;

import dev.ijen.api.machine.Hostname;
import dev.ijen.api.machine.HostnameResponse;
import dev.ijen.api.machine.LoadAvg;
import dev.ijen.api.machine.LoadAvgResponse;
import dev.ijen.api.machine.MemInfo;
import dev.ijen.api.machine.Memory;
import dev.ijen.api.machine.MemoryResponse;
import dev.ijen.linux.KernelFile;
import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures of the kernel.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
final class SystemCalls {
  private final NodePaths paths;

  SystemCalls(NodePaths paths) {
    this.paths = paths;
  }

  HostnameResponse hostname() throws IOException {
    String name = KernelFile.read(paths.at("/proc/sys/kernel/hostname"));
    return HostnameResponse.newBuilder()
        .addMessages(Hostname.newBuilder().setHostname(name))
        .build();
  }

  LoadAvgResponse loadAverage() throws IOException {
    String[] words = Files.readString(paths.at("/proc/loadavg")).split(" ", -1);
    return LoadAvgResponse.newBuilder()
        .addMessages(
            LoadAvg.newBuilder()
                .setLoad1(Double.parseDouble(words[0]))
                .setLoad5(Double.parseDouble(words[1]))
                .setLoad15(Double.parseDouble(words[2])))
        .build();
  }

  MemoryResponse memory() throws IOException {
    Map<String, Long> kilobytes = meminfo(Files.readAllLines(paths.at("/proc/meminfo")));
    var info = MemInfo.newBuilder();
    for (var field : MemInfo.getDescriptor().getFields()) {
      info.setField(field, kilobytes.getOrDefault(field.getName(), 0L));
    }
    return MemoryResponse.newBuilder().addMessages(Memory.newBuilder().setMeminfo(info)).build();
  }

  /** Names as the contract has them: letters and digits in lower case. */
  private static Map<String, Long> meminfo(List<String> lines) {
    var values = new HashMap<String, Long>();
    for (String line : lines) {
      String[] words = line.split("\\s+", -1);
      String name = words[0].replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
      values.put(name, Long.parseLong(words[1]));
    }
    return values;
  }
}
