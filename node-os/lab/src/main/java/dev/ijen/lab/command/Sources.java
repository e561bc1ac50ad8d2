package dev.ijen.lab.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells whether the product's sources changed. */
final class Sources {
  private static final List<String> ROOTS =
      List.of("pom.xml", "node-api", "node-os", "crds", "operator");

  private Sources() {}

  /** One hash over names and content of all sources but tests. */
  static String hash(Path checkout) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String root : ROOTS) {
        for (Path file : files(checkout.resolve(root))) {
          digest.update(checkout.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).filter(Sources::isSource).sorted().toList();
    }
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return !path.contains("/target/") && !path.contains("/src/test/");
  }
}
