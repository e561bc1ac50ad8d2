package dev.ijen.image.parts;

import dev.ijen.image.FileTree;
import dev.ijen.image.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Fetches the pinned Go toolchain as the module {@code golang.org/toolchain} (go.dev/doc/toolchain)
 * from the Go module proxy and unpacks it into the cache.
 */
final class GoDownload {
  private static final String VERSION = "v0.0.1-go1.26.8.linux-amd64";
  private static final String SHA256 =
      "30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7";
  private static final String PREFIX = "golang.org/toolchain@" + VERSION + "/";
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration WHOLE = Duration.ofMinutes(15);

  private final Path folder;
  private final Progress progress;

  GoDownload(Path cache, Progress progress) {
    this.folder = cache.resolve("go-" + VERSION);
    this.progress = progress;
  }

  /** Gives the Go program, fetched if the cache does not have it. */
  Path fetch() throws PartsException, IOException, InterruptedException {
    Path go = folder.resolve("bin/go");
    try (CacheLock _ = CacheLock.of(folder)) {
      if (!Files.isExecutable(go)) {
        Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
        download(zip);
        unpack(zip);
        Files.delete(zip);
      }
    }
    return go;
  }

  private void download(Path zip) throws PartsException, IOException, InterruptedException {
    URI uri = URI.create(proxy() + "/golang.org/toolchain/@v/" + VERSION + ".zip");
    progress.say("fetching the Go toolchain from " + uri);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(WHOLE).build();
    MessageDigest digest = sha256();
    try (HttpClient client = client()) {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new PartsException("fetch " + uri + ": HTTP status " + response.statusCode());
      }
      try (var body = new DigestInputStream(response.body(), digest)) {
        Files.copy(body, zip, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(SHA256)) {
      throw new PartsException("fetch " + uri + ": SHA-256 is " + found + ", not " + SHA256);
    }
  }

  private void unpack(Path zip) throws IOException {
    progress.say("unpacking the Go toolchain");
    Path partial = folder.resolveSibling("." + folder.getFileName() + ".partial");
    FileTree.delete(partial);
    try (var file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry :
          (Iterable<ZipEntry>) file.stream().map(ZipEntry.class::cast)::iterator) {
        unpack(file, entry, partial);
      }
    }
    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(ZipFile file, ZipEntry entry, Path into) throws IOException {
    String name = entry.getName().substring(PREFIX.length());
    Path target = into.resolve(name).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("unpack " + file.getName() + ": entry leaves the folder: " + name);
    }
    Files.createDirectories(target.getParent());
    try (InputStream in = file.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      in.transferTo(out);
    }
    // The zip of a module holds no modes; what lies in these two folders are programs.
    boolean program = name.startsWith("bin/") || name.startsWith("pkg/tool/");
    if (program && !target.toFile().setExecutable(true, false)) {
      throw new IOException("make executable: " + target);
    }
  }

  /** The first module proxy of GOPROXY; {@code direct} and {@code off} are not proxies. */
  private static String proxy() {
    String setting = System.getenv().getOrDefault("GOPROXY", "");
    return Arrays.stream(setting.split("[,|]", -1))
        .filter(entry -> entry.startsWith("http"))
        .findFirst()
        .map(entry -> entry.replaceFirst("/+$", ""))
        .orElse("https://proxy.golang.org");
  }

  private static HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL);
    String proxy = System.getenv().getOrDefault("HTTPS_PROXY", System.getenv("https_proxy"));
    if (proxy != null && !proxy.isBlank()) {
      URI uri = URI.create(proxy);
      builder.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort())));
    }
    return builder.build();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
