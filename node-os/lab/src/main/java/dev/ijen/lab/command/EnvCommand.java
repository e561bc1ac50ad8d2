package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints shell exports for a terminal. */
@Command(name = "env", description = "Prints exports for a shell: eval \"$(./ijen env)\"")
public final class EnvCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Instance instance = Lab.instance();
    System.out.printf("export KUBECONFIG='%s'%n", instance.folder().resolve("kubeconfig"));
    System.out.printf("export TALOSCONFIG='%s'%n", instance.folder().resolve("talosconfig"));
    System.out.printf("export PATH='%s':\"$PATH\"%n", instance.folder().resolve("bin"));
    return 0;
  }
}
