package dev.ijen.ctl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Work on machine config files. */
@Command(name = "machineconfig", aliases = "mc", description = "Work on machine config files.")
final class MachineConfigCommand extends Group {
  MachineConfigCommand(Root root) {
    super(new Patch(root.shell()));
  }

  /** Patches a file. */
  @Command(name = "patch", description = "Patch a machine config file.")
  static final class Patch implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "The machine config.")
    private Path file = Path.of("");

    @Option(
        names = {"-p", "--patch"},
        required = true,
        paramLabel = "PATCH",
        description = "A patch as text or @FILE; may be given more than once.")
    private List<String> patches = List.of();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Where to write (default: standard output).")
    private @Nullable Path output;

    Patch(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Integer call() throws UsageException, IOException {
      String patched = Patches.apply(Files.read(file), patches);
      if (output == null) {
        shell.out().print(patched);
      } else {
        Files.writeSecret(output, patched);
      }
      return 0;
    }
  }
}
