package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.Sysctls;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.KsppRequirements;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.sequencer.TaskException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses to go on with a kernel that was started without what hardens it, and sets what can be set
 * later.
 *
 * @see <a href="https://kspp.github.io/Recommended_Settings">Kernel Self Protection Project</a>
 */
public final class EnforceKsppRequirements implements TaskBody {
  private final KernelCommandLine commandLine;
  private final Sysctls sysctls;

  /** Checks this command line and sets parameters by these means. */
  public EnforceKsppRequirements(KernelCommandLine commandLine, Sysctls sysctls) {
    this.commandLine = commandLine;
    this.sysctls = sysctls;
  }

  @Override
  public Outcome run() throws TaskException {
    List<String> missing = KsppRequirements.missingArguments(commandLine);
    if (!missing.isEmpty()) {
      throw TaskException.hopeless("kernel arguments missing: " + String.join(" ", missing));
    }
    var problems = new ArrayList<String>();
    KsppRequirements.SYSCTLS.forEach((key, value) -> problem(key, value).ifPresent(problems::add));
    if (!problems.isEmpty()) {
      throw TaskException.hopeless("kernel parameters not set: " + String.join(", ", problems));
    }
    return Outcome.proceed();
  }

  /** Sets a parameter where it must be set; what is wrong with it then, read from the kernel. */
  private Optional<String> problem(String key, String value) {
    try {
      if (!sysctls.read(key).equals(Optional.of(value))) {
        sysctls.write(key, value);
      }
      return sysctls
          .read(key)
          .filter(present -> !present.equals(value))
          .map(present -> key + " is " + present + " and not " + value);
    } catch (NoSuchFileException e) {
      return Optional.of(key + ": not in this kernel");
    } catch (IOException e) {
      return Optional.of(key + "=" + value + ": " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
  }
}
