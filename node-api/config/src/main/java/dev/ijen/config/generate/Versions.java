package dev.ijen.config.generate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The versions that this release was built with, from {@code node-os/parts/versions.properties}.
 */
final class Versions {
  private static final String FILE = "versions.properties";
  private static final Properties ALL = load();

  private Versions() {}

  /** The version of an upstream, as {@code 1.37.2}. */
  static String of(String part) {
    String version = ALL.getProperty(part);
    if (version == null) {
      throw new IllegalArgumentException(FILE + " has no version of " + part);
    }
    return version;
  }

  private static Properties load() {
    var properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("this library lacks its file " + FILE);
      }
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("this library's file " + FILE + " cannot be read", e);
    }
    return properties;
  }
}
