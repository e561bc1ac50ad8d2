package dev.ijen.image.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a program of the standard library alone with the real Go. */
@Tag("real")
class GoPartsTest {
  @TempDir Path folder;

  @Test
  void buildsOnceAndLinksEveryProgram() throws Exception {
    Path part = Files.createDirectories(folder.resolve("parts/hello"));
    Files.writeString(part.resolve("go.mod"), "module x/hello\n\ngo 1.24\n\ntool x/hello/cmd/in\n");
    Files.writeString(part.resolve("go.sum"), "");
    Files.writeString(part.resolve("build.properties"), "rename.in = hi\n");
    Files.writeString(folder.resolve("parts/versions.properties"), "hello = 1.0.0\n");
    Path main = Files.createDirectories(part.resolve("cmd/in"));
    Files.writeString(main.resolve("main.go"), "package main\n\nfunc main() { println(\"hi\") }\n");
    var reports = new CopyOnWriteArrayList<String>();
    var parts = new GoParts(folder.resolve("parts"), folder.resolve("cache"), reports::add);

    Path links = parts.build();
    assertThat(links.resolve("hi")).isSymbolicLink().isExecutable();
    assertThat(reports).anyMatch(line -> line.startsWith("parts: hello: compiling up to "));

    reports.clear();
    assertThat(parts.build()).isEqualTo(links);
    assertThat(reports).isEmpty();

    Files.writeString(part.resolve("build.properties"), "rename.in = hi\noptional = true\n");
    assertThat(parts.build()).isEmptyDirectory();
    assertThat(parts.buildAll()).isEqualTo(links);
    assertThat(reports).isEmpty();
  }
}
