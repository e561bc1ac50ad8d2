package dev.ijen.lab.measure;

import dev.ijen.api.common.Data;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the memory of all processes of a node. */
public final class NodeMemory {
  private final NodeCalls node;

  /** Reads through these calls, which need the role os:admin. */
  public NodeMemory(NodeCalls node) {
    this.node = node;
  }

  /**
   * All processes with memory of their own, by process id; those that end meanwhile are left out.
   */
  public List<ProcessMemory> processes() throws NodeCallException, InterruptedException {
    var processes = new ArrayList<ProcessMemory>();
    for (int pid : pids()) {
      process(pid).ifPresent(processes::add);
    }
    return processes;
  }

  private List<Integer> pids() throws NodeCallException, InterruptedException {
    ListRequest request =
        ListRequest.newBuilder().setRoot("/proc").setRecurse(true).setRecursionDepth(1).build();
    try (NodeStream<FileInfo> files = node.list(request)) {
      return files.toList().stream()
          .map(file -> file.getName().substring(file.getName().lastIndexOf('/') + 1))
          .filter(name -> !name.isEmpty() && name.chars().allMatch(Character::isDigit))
          .map(Integer::parseInt)
          .distinct()
          .sorted()
          .toList();
    }
  }

  private Optional<ProcessMemory> process(int pid) throws InterruptedException {
    try {
      String cmdline = text("/proc/" + pid + "/cmdline");
      return cmdline.isEmpty()
          ? Optional.empty()
          : ProcessMemory.of(
              pid, ProcessMemory.name(cmdline), text("/proc/" + pid + "/smaps_rollup"));
    } catch (NodeCallException e) {
      return Optional.empty(); // it ended between the listing and the reading
    }
  }

  private String text(String path) throws NodeCallException, InterruptedException {
    var bytes = new ByteArrayOutputStream();
    try (NodeStream<Data> chunks = node.read(path)) {
      for (Data chunk : chunks.toList()) {
        bytes.writeBytes(chunk.getBytes().toByteArray());
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
