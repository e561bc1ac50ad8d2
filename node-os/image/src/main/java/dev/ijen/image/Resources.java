package dev.ijen.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The data files that travel inside this library: package lists and the source of init. */
public final class Resources {
  /** The files of {@code node-os/init}. */
  public static final List<String> INIT =
      List.of(
          "Makefile",
          "init.h",
          "init.c",
          "supervise.c",
          "stage1.c",
          "disk.c",
          "mounts.c",
          "container.c",
          "watchdog.c");

  private Resources() {}

  /** Reads one as text. */
  public static String text(String name) throws IOException {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the image library lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Compiles an init that fails on purpose.
   *
   * @param macro which fault of {@code faults/fault.c}
   */
  public static Path compileFault(Path folder, String macro)
      throws IOException, InterruptedException {
    compileInit(folder);
    Path sources = folder.resolve("init-source");
    Files.writeString(sources.resolve("fault.c"), text("faults/fault.c"));
    Path program = folder.resolve("fault");
    var command = new ArrayList<Object>(List.of("cc", "-std=gnu17", "-Wall", "-Wextra", "-Werror"));
    command.addAll(List.of("-O2", "-static", "-s", "-Wl,--build-id=none", "-Wl,--wrap=fork"));
    command.addAll(List.of("-D" + macro, "-o", program, sources.resolve("fault.c")));
    INIT.stream().filter(name -> name.endsWith(".c")).map(sources::resolve).forEach(command::add);
    Command.run(command.toArray());
    return program;
  }

  /** Compiles a program that lives and does nothing. */
  public static Path compileIdle(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("idle.c");
    Files.writeString(source, text("faults/idle.c"));
    Path program = folder.resolve("idle");
    Command.run("cc", "-O2", "-static", "-s", "-Wl,--build-id=none", "-o", program, source);
    return program;
  }

  /** Compiles what holds the namespaces of a pod into the folder and returns the static program. */
  public static Path compilePause(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("pause.c");
    Files.writeString(source, text("pause/pause.c"));
    Path program = folder.resolve("pause");
    var command = new ArrayList<Object>(List.of("cc", "-std=gnu17", "-Wall", "-Wextra"));
    command.addAll(List.of("-Wpedantic", "-Wconversion", "-Werror", "-O2", "-static", "-s"));
    command.addAll(List.of("-Wl,--build-id=none", "-o", program, source));
    Command.run(command.toArray());
    return program;
  }

  /** Compiles init into the folder and returns the static program. */
  public static Path compileInit(Path folder) throws IOException, InterruptedException {
    Path sources = Files.createDirectories(folder.resolve("init-source"));
    for (String name : INIT) {
      Files.writeString(sources.resolve(name), text("init/" + name));
    }
    Command.run("make", "-s", "-C", sources, "OUT=.");
    return sources.resolve("init");
  }
}
