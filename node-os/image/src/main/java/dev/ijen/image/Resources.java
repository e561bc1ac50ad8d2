package dev.ijen.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The data files that travel inside this library: package lists and the source of init. */
public final class Resources {
  /** The files of {@code node-os/init}. */
  public static final List<String> INIT =
      List.of("Makefile", "init.h", "init.c", "supervise.c", "stage1.c", "mounts.c", "container.c");

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
