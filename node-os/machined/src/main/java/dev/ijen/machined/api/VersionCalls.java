package dev.ijen.machined.api;

import dev.ijen.api.machine.FeaturesInfo;
import dev.ijen.api.machine.PlatformInfo;
import dev.ijen.api.machine.Version;
import dev.ijen.api.machine.VersionInfo;
import dev.ijen.api.machine.VersionResponse;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.Release;
import java.util.function.BooleanSupplier;

/** What the node is. */
final class VersionCalls {
  private final Mode mode;
  private final Release release;
  private final BooleanSupplier configured;

  VersionCalls(Mode mode, Release release, BooleanSupplier configured) {
    this.mode = mode;
    this.release = release;
    this.configured = configured;
  }

  VersionResponse version() {
    var version =
        VersionInfo.newBuilder()
            .setTag(release.tag())
            .setSha(release.commit())
            .setBuilt(release.built())
            .setGoVersion("java" + Runtime.version().feature())
            .setOs("linux")
            .setArch("amd64");
    var message =
        Version.newBuilder()
            .setVersion(version)
            .setPlatform(PlatformInfo.newBuilder().setName(mode.text()).setMode(mode.text()));
    if (configured.getAsBoolean()) {
      message.setFeatures(FeaturesInfo.newBuilder().setRbac(true));
    }
    return VersionResponse.newBuilder().addMessages(message).build();
  }
}
