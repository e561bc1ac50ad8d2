package dev.ijen.image.parts;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/**
 * One upstream: a folder with {@code go.mod}, {@code go.sum} and {@code build.properties}. Its
 * {@code tool} lines are the programs to build.
 *
 * @param name the folder's name, as {@code etcd}
 * @param source the folder
 * @param recipe flags of the build
 */
record GoPart(String name, Path source, Recipe recipe) {
  private static final int HASH_DIGITS = 16;

  static GoPart load(Path source) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(source.resolve("build.properties"))) {
      properties.load(reader);
    }
    return new GoPart(source.getFileName().toString(), source, Recipe.from(properties));
  }

  /** Names the built programs: equal inputs and flags give an equal hash. */
  String hash() throws IOException {
    MessageDigest digest = sha256();
    digest.update(Files.readAllBytes(source.resolve("go.mod")));
    digest.update(Files.readAllBytes(source.resolve("go.sum")));
    digest.update(recipe.toString().getBytes(StandardCharsets.UTF_8));
    digest.update(recipe.arguments("").toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
  }

  /** The Go version that {@code go.mod} asks for. */
  GoVersion needs() throws IOException {
    for (String line : Files.readAllLines(source.resolve("go.mod"))) {
      if (line.startsWith("go ")) {
        return GoVersion.parse(line.substring(3).strip());
      }
    }
    throw new IOException("read " + source.resolve("go.mod") + ": no go line");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
