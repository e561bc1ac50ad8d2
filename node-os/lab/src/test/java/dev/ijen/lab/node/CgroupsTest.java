package dev.ijen.lab.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTest {
  @TempDir Path mount;

  @Test
  void versionOneHasAFolderPerHierarchy() throws IOException {
    for (String hierarchy : new String[] {"cpu,cpuacct", "cpuset", "memory"}) {
      Files.createDirectories(mount.resolve(hierarchy));
      Files.createFile(mount.resolve(hierarchy).resolve("cgroup.procs"));
    }
    Files.writeString(mount.resolve("cpuset/cpuset.cpus"), "0-1");
    Files.createSymbolicLink(mount.resolve("cpu"), mount.resolve("cpu,cpuacct"));

    assertThat(new Cgroups(mount, "n").create())
        .containsExactly(
            mount.resolve("cpu,cpuacct/n"), mount.resolve("cpuset/n"), mount.resolve("memory/n"));
    assertThat(mount.resolve("cpuset/n/cpuset.cpus")).hasContent("0-1");
  }

  @Test
  void versionTwoHasOneFolderAndOnlyOfferedControllers() throws IOException {
    Files.writeString(mount.resolve("cgroup.controllers"), "hugetlb pids\n");
    Files.writeString(mount.resolve("cgroup.subtree_control"), "");

    assertThat(new Cgroups(mount, "n").create()).containsExactly(mount.resolve("n"));
    assertThat(mount.resolve("cgroup.subtree_control")).hasContent("+pids");
  }
}
