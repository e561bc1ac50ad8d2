package dev.ijen.machined.config;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.platform.KernelCommandLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A config behind the URL of the kernel argument {@code ijen.config}; asks until it answers. */
record UrlSource(KernelCommandLine commandLine) implements ConfigSource {
  private static final Logger log = LoggerFactory.getLogger(UrlSource.class);
  private static final Duration PATIENCE = Duration.ofHours(3);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration ATTEMPT = Duration.ofSeconds(60);
  private static final int LIMIT_BYTES = 16 << 20;

  @Override
  public String name() {
    return "kernel argument ijen.config";
  }

  @Override
  public boolean keep() {
    return true;
  }

  @Override
  public Optional<MachineConfig> find() throws IOException, ConfigException, InterruptedException {
    Optional<String> url = commandLine.value("ijen.config").filter(text -> !text.isEmpty());
    return url.isEmpty() ? Optional.empty() : Optional.of(Packed.decode(download(url.get())));
  }

  private static byte[] download(String url) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return attempt(url);
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException("download " + url + ": " + e.getMessage(), e);
        }
        log.atInfo().addKeyValue("url", url).addKeyValue("reason", e).log("config not there yet");
        Thread.sleep(PAUSE);
      }
    }
  }

  private static byte[] attempt(String url) throws IOException {
    URLConnection connection;
    try {
      connection = URI.create(url).toURL().openConnection();
    } catch (IllegalArgumentException e) {
      throw new IOException("not a URL: " + url, e);
    }
    connection.setConnectTimeout((int) ATTEMPT.toMillis());
    connection.setReadTimeout((int) ATTEMPT.toMillis());
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes(LIMIT_BYTES);
    }
  }
}
