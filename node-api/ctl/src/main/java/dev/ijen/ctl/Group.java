package dev.ijen.ctl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds other commands; by itself it prints its help. */
abstract class Group implements Runnable {
  private final List<Object> members;

  @Spec private @Nullable CommandSpec spec;

  Group(Object... members) {
    this.members = List.of(members);
  }

  /** The commands of the group. */
  final List<Object> members() {
    return members;
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
