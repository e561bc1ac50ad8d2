package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.InstallConfig.Disk;
import org.junit.jupiter.api.Test;

class InstallConfigTest {
  @Test
  void aConfigThatSaysNothingLeavesTheSystemWhereItIs() throws Exception {
    assertThat(decode("machine:\n  type: worker\n").install()).isEmpty();
    assertThat(decode("machine:\n  install:\n    wipe: true\n").install()).isEmpty();
  }

  @Test
  void aPathOfTheMainDocument() throws Exception {
    InstallConfig install =
        decode("machine:\n  install:\n    disk: /dev/sda\n    image: r/i:1\n    wipe: true\n")
            .install()
            .orElseThrow();
    assertThat(install.document()).isEqualTo("v1alpha1");
    assertThat(install.disk()).isEqualTo(new Disk.Path("/dev/sda"));
    assertThat(install.diskField()).isEqualTo("machine.install.disk");
    assertThat(install.image()).contains("r/i:1");
    assertThat(install.wipe()).isTrue();
  }

  @Test
  void aSelectorGoesBeforeAPath() throws Exception {
    InstallConfig install =
        decode(
                """
                machine:
                  install:
                    disk: /dev/sda
                    diskSelector:
                      size: '>= 1TB'
                      type: ssd
                """)
            .install()
            .orElseThrow();
    assertThat(install.disk())
        .isEqualTo(new Disk.Selected(DiskSelector.parse("size=>= 1TB,type=ssd")));
    assertThat(install.diskField()).isEqualTo("machine.install.diskSelector");
    assertThat(install.image()).isEmpty();
    assertThat(install.wipe()).isFalse();
  }

  @Test
  void anUnattendedInstallationNamesAPath() throws Exception {
    assertThat(unattended("disk.dev_path == '/dev/vdb'").disk())
        .isEqualTo(new Disk.Path("/dev/vdb"));
    assertThat(unattended("disk.size > 4u * GB").disk()).isInstanceOf(Disk.Unknown.class);
    assertThat(unattended("disk.size > 4u * GB").diskField())
        .isEqualTo("provisioning.diskSelector.match");
  }

  private static InstallConfig unattended(String match) throws ConfigException {
    return decode(
            """
            apiVersion: v1alpha1
            kind: UnattendedInstallConfig
            provisioning:
              diskSelector:
                match: "%s"
            """
                .formatted(match))
        .install()
        .orElseThrow();
  }

  private static MachineConfig decode(String yaml) throws ConfigException {
    return MachineConfig.decode(yaml);
  }
}
