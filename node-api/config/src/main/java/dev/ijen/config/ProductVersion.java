package dev.ijen.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the product, which stands once: in the parent POM. */
public final class ProductVersion {
  private static final String FILE = "product.properties";
  private static final String DEVELOPMENT = "-SNAPSHOT";

  private ProductVersion() {}

  /** {@code MAJOR.MINOR.PATCH}: the level of the machine API, and our patch number. */
  public static String number() {
    try (InputStream file = ProductVersion.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("resource " + FILE + " is missing");
      }
      var properties = new Properties();
      properties.load(file);
      String version = properties.getProperty("version", "");
      return version.endsWith(DEVELOPMENT)
          ? version.substring(0, version.length() - DEVELOPMENT.length())
          : version;
    } catch (IOException e) {
      throw new UncheckedIOException("read " + FILE, e);
    }
  }

  /** {@code vMAJOR.MINOR.PATCH}, as the API tells it and clients compare it. */
  public static String tag() {
    return "v" + number();
  }
}
