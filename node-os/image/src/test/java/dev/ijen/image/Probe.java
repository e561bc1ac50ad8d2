package dev.ijen.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Stands in for the node's program inside an image: tells what it finds, crashes once, then asks
 * for power off. Only uses the JDK, as it is alone in its jar.
 */
final class Probe {
  private static final int CRASH = 3;
  private static final int POWER_OFF = 65;

  private Probe() {}

  /** The role, or {@code train}. */
  public static void main(String[] words) throws IOException, InterruptedException {
    say("role " + words[0]);
    if (words[0].equals("train")) {
      return;
    }
    Path crashed = Path.of("/run/crashed");
    if (!Files.exists(crashed)) {
      Files.createFile(crashed);
      say("crashing");
      Runtime.getRuntime().halt(CRASH);
    }
    say("pid 1 is " + Files.readString(Path.of("/proc/1/comm")).strip());
    say("words " + System.getenv().getOrDefault("IJEN_CMDLINE", text("/proc/cmdline")));
    say("host " + text("/proc/sys/kernel/hostname"));
    say("cgroup " + text("/proc/self/cgroup").replace('\n', ' '));
    Files.readAllLines(Path.of("/proc/self/mountinfo")).forEach(line -> say("mount " + line));
    say("host sysctl " + write("/proc/sys/vm/swappiness"));
    say("own sysctl " + write("/proc/sys/net/ipv4/ip_forward"));
    say("state " + write("/system/state/probe"));
    for (String program : List.of("containerd --version", "runc --version", "mkfs.ext4 -V")) {
      say(program + " " + new ProcessBuilder(program.split(" ", -1)).start().waitFor());
    }
    say("done");
    System.exit(POWER_OFF);
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file)).strip();
  }

  private static String write(String file) {
    Path path = Path.of(file);
    try {
      Files.writeString(path, Files.exists(path) ? Files.readString(path) : "probe");
      return "written";
    } catch (IOException e) {
      return "refused";
    }
  }

  private static void say(String line) {
    System.out.println("probe: " + line);
  }
}
