package dev.ijen.lab.host;

import dev.ijen.image.Progress;
import dev.ijen.lab.process.CommandException;
import dev.ijen.lab.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Programs that Ijen takes from the host's Debian. */
public final class DebianPackages {
  /** The one list: package → what it is for. */
  private static final SequencedMap<String, String> WANTED = wanted();

  private static final Map<String, String> QUIET = Map.of("DEBIAN_FRONTEND", "noninteractive");

  private final Progress progress;

  /** Makes an installer. */
  public DebianPackages(Progress progress) {
    this.progress = progress;
  }

  private static SequencedMap<String, String> wanted() {
    var wanted = new LinkedHashMap<String, String>();
    wanted.put("ca-certificates", "TLS to download sites");
    wanted.put("curl", "the Maven wrapper");
    wanted.put("unzip", "the Maven wrapper");
    wanted.put("git", "the version of the build");
    wanted.put("gcc", "PID 1, and runc");
    wanted.put("libc6-dev", "PID 1, and runc");
    wanted.put("make", "PID 1");
    wanted.put("libseccomp-dev", "runc");
    wanted.put("pkg-config", "runc");
    wanted.put("iproute2", "bridge and namespaces of the nodes");
    wanted.put("dnsmasq-base", "DHCP for the nodes");
    wanted.put("qemu-system-x86", "virtual machines");
    wanted.put("qemu-utils", "disks of virtual machines");
    wanted.put("ovmf", "UEFI firmware");
    wanted.put("gdisk", "partition tables");
    wanted.put("dosfstools", "the EFI partition");
    wanted.put("mtools", "the EFI partition");
    wanted.put("e2fsprogs", "STATE and EPHEMERAL");
    wanted.put("erofs-utils", "the root file system");
    wanted.put("cryptsetup-bin", "dm-verity hashes");
    wanted.put("kmod", "order of kernel modules");
    wanted.put("cpio", "the initramfs");
    wanted.put("zstd", "the initramfs");
    wanted.put("xz-utils", "Debian packages of the image");
    return wanted;
  }

  /**
   * Installs what is missing; asks apt for nothing when nothing is.
   *
   * @throws CommandException when apt fails; the message has its last lines
   * @throws IOException naming the packages, when only root could install them
   */
  public void install() throws IOException, InterruptedException {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      progress.say("packages: all there");
      return;
    }
    requireRoot(missing);
    progress.say(
        missing.stream()
            .map(name -> name + " for " + WANTED.get(name))
            .collect(Collectors.joining(", ", "packages: installing ", "")));
    apt(List.of("update", "-q"));
    var arguments = new ArrayList<>(List.of("install", "-qy", "--no-install-recommends"));
    arguments.addAll(missing);
    apt(arguments);
  }

  private static void requireRoot(List<String> missing) throws IOException, InterruptedException {
    if (!Host.isRoot() && !Commands.succeeds("sh", "-c", "command -v sudo")) {
      throw new IOException(
          "there is no sudo, and root has to do this first: apt-get install "
              + String.join(" ", missing));
    }
  }

  private static List<String> missing() throws IOException, InterruptedException {
    var missing = new ArrayList<String>();
    for (String name : WANTED.keySet()) {
      String query = "dpkg-query -W -f='${db:Status-Status}' " + name + " 2>/dev/null || true";
      if (!Commands.run("sh", "-c", query).equals("installed")) {
        missing.add(name);
      }
    }
    return List.copyOf(missing);
  }

  private void apt(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (!Host.isRoot()) {
      command.addAll(List.of("sudo", "--preserve-env=DEBIAN_FRONTEND"));
    }
    command.add("apt-get");
    command.addAll(arguments);
    Commands.require(
        command,
        Path.of("/"),
        QUIET,
        line -> {
          if (line.startsWith("Setting up ") || line.startsWith("Get:")) {
            progress.say("packages: " + line);
          }
        });
  }

  /** Whether the host has apt at all. */
  public static boolean isDebian() {
    return Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }
}
