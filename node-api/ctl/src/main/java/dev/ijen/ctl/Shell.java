package dev.ijen.ctl;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What surrounds a run of the program.
 *
 * @param out where results go
 * @param err where problems and progress go
 * @param environment variables of the process
 * @param home the user's folder
 * @param clock the time
 * @param terminal whether a person sees the results on a terminal
 */
public record Shell(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path home,
    Clock clock,
    BooleanSupplier terminal) {
  /** The process's own. */
  static Shell ofProcess() {
    return new Shell(
        System.out,
        System.err,
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Clock.systemUTC(),
        () -> Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
  }
}
