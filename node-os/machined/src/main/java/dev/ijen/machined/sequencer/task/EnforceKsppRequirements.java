package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.Sysctls;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.sequencer.TaskException;
import java.io.IOException;
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
    KsppRequirements.SYSCTLS.forEach((key, value) -> set(key, value, problems));
    if (!problems.isEmpty()) {
      throw TaskException.hopeless("kernel parameters not set: " + String.join(", ", problems));
    }
    return Outcome.proceed();
  }

  private void set(String key, String value, List<String> problems) {
    try {
      Optional<String> present = sysctls.read(key);
      if (present.isEmpty()) {
        problems.add(key + ": not in this kernel");
      } else if (!present.get().equals(value)) {
        sysctls.write(key, value);
      }
    } catch (IOException e) {
      problems.add(key + "=" + value + ": " + e.getMessage());
    }
  }
}
