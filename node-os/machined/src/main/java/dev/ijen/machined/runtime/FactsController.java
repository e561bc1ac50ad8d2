package dev.ijen.machined.runtime;

import dev.ijen.api.resource.runtime.BootIDSpec;
import dev.ijen.api.resource.runtime.KernelCmdlineSpec;
import dev.ijen.api.resource.runtime.SecurityStateSpec;
import dev.ijen.api.resource.runtime.VersionSpec;
import dev.ijen.linux.KernelFile;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shows what does not change while the machine runs: how it was booted, and by what. */
public final class FactsController implements Controller {
  private final NodePaths paths;
  private final KernelCommandLine commandLine;
  private final Release release;

  /** Shows the facts of a node. */
  public FactsController(NodePaths paths, KernelCommandLine commandLine, Release release) {
    this.paths = paths;
    this.commandLine = commandLine;
    this.release = release;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        Output.exclusive(RuntimeTypes.BOOT_IDS),
        Output.exclusive(RuntimeTypes.KERNEL_CMDLINES),
        Output.exclusive(RuntimeTypes.SECURITY_STATES),
        Output.exclusive(RuntimeTypes.VERSIONS));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    state.modify(
        RuntimeTypes.KERNEL_CMDLINES,
        "cmdline",
        KernelCmdlineSpec.newBuilder().setCmdline(commandLine.toString()).build());
    state.modify(
        RuntimeTypes.VERSIONS,
        "version",
        VersionSpec.newBuilder().setName("Ijen").setVersion(release.tag()).build());
    Path bootId = paths.at("/proc/sys/kernel/random/boot_id");
    if (Files.exists(bootId)) {
      var spec = BootIDSpec.newBuilder().setBootId(KernelFile.read(bootId)).build();
      state.modify(RuntimeTypes.BOOT_IDS, "boot-id", spec);
    }
    boot(state);
  }

  private void boot(ReaderWriter state) {
    state.modify(
        RuntimeTypes.SECURITY_STATES,
        "securitystate",
        SecurityStateSpec.newBuilder()
            .setBootedWithUki(commandLine.has("ijen.verity"))
            .setModuleSignatureEnforced(commandLine.has("module.sig_enforce"))
            .build());
  }
}
