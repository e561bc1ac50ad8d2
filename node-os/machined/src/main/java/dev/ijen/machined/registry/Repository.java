package dev.ijen.machined.registry;

import dev.ijen.machined.registry.RegistryException.Reason;
import dev.ijen.release.Blob;
import dev.ijen.release.Digest;
import dev.ijen.release.ImageReference;
import dev.ijen.release.OciImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One repository of a registry. What does not answer is asked again, its mirrors too; a blob goes
 * on where it broke off. For one thread.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification, pull</a>
 */
public final class Repository {
  private static final Logger log = LoggerFactory.getLogger(Repository.class);
  private static final int SMALL_BYTES = 4 << 20;
  private static final int CHUNK_BYTES = 256 << 10;
  private static final String ACCEPT = OciImage.MANIFEST_TYPE;

  private final ImageReference reference;
  private final Registries registries;
  private final Patience patience;
  private final Set<RegistryEndpoint> withoutTls = new HashSet<>();

  /** The repository that an image reference names. */
  public Repository(ImageReference reference, Registries registries, Patience patience) {
    this.reference = reference;
    this.registries = registries;
    this.patience = patience;
  }

  /**
   * How often something is asked for.
   *
   * @param attempts at least 1
   * @param pause before the second one; doubled after each
   */
  public record Patience(int attempts, Duration pause) {
    /** Of someone who waits for the answer. */
    public static final Patience SHORT = new Patience(1, Duration.ZERO);

    /** Of something that would have to be begun anew: about a minute. */
    public static final Patience LONG = new Patience(6, Duration.ofSeconds(2));
  }

  /**
   * A manifest as the registry has it.
   *
   * @param bytes at most 4 MiB
   */
  public record Manifest(Digest digest, ByteBuffer bytes) {
    /** A copy of the bytes. */
    public byte[] copy() {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return copy;
    }
  }

  /** What is asked of one endpoint. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(RegistryHttp http) throws IOException;
  }

  /**
   * The manifest of the image.
   *
   * @throws RegistryException {@code NOT_FOUND}, {@code UNREACHABLE}, or {@code CORRUPT} when it is
   *     not what the reference's digest says
   */
  public Manifest manifest() throws RegistryException, InterruptedException {
    byte[] bytes =
        ask(
            "manifest",
            http -> small(http, "manifests/" + reference.version(), Map.of("Accept", ACCEPT)));
    Digest digest = Digest.of(bytes);
    if (reference.digest().map(wanted -> !wanted.equals(digest)).orElse(false)) {
      throw corrupt("its manifest is " + digest);
    }
    return new Manifest(digest, ByteBuffer.wrap(bytes));
  }

  /** How many bytes the registry says a blob has; empty when it has no such blob. */
  public OptionalLong size(Digest digest) throws RegistryException, InterruptedException {
    try {
      return ask("blob", http -> size(http, digest));
    } catch (RegistryException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  /**
   * A blob of at most 4 MiB.
   *
   * @throws RegistryException as {@link #fetch}
   */
  public byte[] small(Blob blob) throws RegistryException, InterruptedException {
    if (blob.bytes() > SMALL_BYTES) {
      throw corrupt("%s is too large: %d bytes".formatted(blob.digest(), blob.bytes()));
    }
    var out = new ByteArrayOutputStream();
    try {
      fetch(blob, Channels.newChannel(out)::write);
    } catch (RegistryException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("memory takes every byte", e);
    }
    return out.toByteArray();
  }

  /**
   * Hands all bytes of a blob over.
   *
   * @throws RegistryException {@code CORRUPT} when they are not the wanted ones; by then the sink
   *     has them
   * @throws IOException what the sink throws
   */
  public void fetch(Blob blob, BlobSink sink) throws IOException, InterruptedException {
    var transfer = new Transfer(blob, sink);
    try {
      ask(
          "blob",
          http -> {
            transfer.goOn(http);
            return true;
          });
    } catch (SinkException e) {
      throw e.cause;
    }
    transfer.finish();
  }

  private <T> T ask(String what, Question<T> question)
      throws RegistryException, InterruptedException {
    Duration pause = patience.pause();
    for (int attempt = 1; ; attempt++) {
      try {
        return askAll(what, question);
      } catch (RegistryException e) {
        if (e.reason() != Reason.UNREACHABLE || attempt >= patience.attempts()) {
          throw e;
        }
        log.atWarn()
            .addKeyValue("image", reference)
            .addKeyValue("attempt", attempt)
            .addKeyValue("reason", e.getMessage())
            .log("registry does not answer");
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /** Asks the endpoints in order; the first that has it answers. */
  private <T> T askAll(String what, Question<T> question) throws RegistryException {
    RegistryException first = null;
    for (RegistryEndpoint endpoint : registries.endpoints(reference.registry())) {
      try {
        return ask(endpoint, question);
      } catch (SinkException e) {
        throw e;
      } catch (RegistryException e) {
        first = first == null || e.reason() == Reason.UNREACHABLE ? e : first;
      } catch (IOException e) {
        first = unreachable(what, endpoint, e);
      }
    }
    if (first == null) {
      throw new IllegalStateException("a registry without endpoints");
    }
    throw first;
  }

  private <T> T ask(RegistryEndpoint endpoint, Question<T> question) throws IOException {
    if (withoutTls.contains(endpoint)) {
      return question.ask(new RegistryHttp(endpoint.plain(), reference.repository()));
    }
    try {
      return question.ask(new RegistryHttp(endpoint, reference.repository()));
    } catch (SSLException | SocketTimeoutException e) {
      if (!endpoint.plainToo()) {
        throw e;
      }
      withoutTls.add(endpoint);
      log.atWarn().addKeyValue("registry", endpoint.base()).log("registry asked without TLS");
      return ask(endpoint, question);
    }
  }

  private RegistryException unreachable(String what, RegistryEndpoint endpoint, IOException e) {
    return new RegistryException(
        Reason.UNREACHABLE,
        "%s of %s from %s: %s".formatted(what, reference, endpoint.base(), e),
        e);
  }

  private RegistryException corrupt(String what) {
    return new RegistryException(Reason.CORRUPT, reference + ": " + what);
  }

  private static byte[] small(RegistryHttp http, String rest, Map<String, String> headers)
      throws IOException {
    HttpURLConnection answer = http.request("GET", rest, headers);
    try (InputStream in = answer.getInputStream()) {
      return in.readNBytes(SMALL_BYTES);
    }
  }

  private static OptionalLong size(RegistryHttp http, Digest digest) throws IOException {
    HttpURLConnection answer = http.request("HEAD", "blobs/" + digest, Map.of());
    long length = answer.getContentLengthLong();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** The sink failed, which no other registry mends. */
  private static final class SinkException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final IOException cause;

    SinkException(IOException cause) {
      super(Reason.CORRUPT, String.valueOf(cause.getMessage()), cause);
      this.cause = cause;
    }
  }

  /** A blob on its way, over as many requests as it takes. */
  private final class Transfer {
    private final Blob blob;
    private final BlobSink sink;
    private final MessageDigest hash = Digest.sha256();
    private long position;

    Transfer(Blob blob, BlobSink sink) {
      this.blob = blob;
      this.sink = sink;
    }

    void goOn(RegistryHttp http) throws IOException {
      Map<String, String> headers =
          position == 0 ? Map.of() : Map.of("Range", "bytes=" + position + "-");
      HttpURLConnection answer = http.request("GET", "blobs/" + blob.digest(), headers);
      try (InputStream in = answer.getInputStream()) {
        if (answer.getResponseCode() != HttpURLConnection.HTTP_PARTIAL) {
          in.skipNBytes(position); // the registry knows no ranges
        }
        copy(in);
      } finally {
        answer.disconnect();
      }
      if (position < blob.bytes()) {
        throw new IOException("the registry ended at byte " + position + " of " + blob.bytes());
      }
    }

    private void copy(InputStream in) throws IOException {
      byte[] chunk = new byte[CHUNK_BYTES];
      while (position < blob.bytes()) {
        int wanted = (int) Math.min(chunk.length, blob.bytes() - position);
        int got = in.readNBytes(chunk, 0, wanted);
        if (got == 0) {
          return;
        }
        hash.update(chunk, 0, got);
        try {
          sink.write(ByteBuffer.wrap(chunk, 0, got));
        } catch (IOException e) {
          throw new SinkException(e);
        }
        position += got;
      }
    }

    void finish() throws RegistryException {
      Digest got = Digest.finish(hash);
      if (!got.equals(blob.digest())) {
        throw corrupt("blob " + blob.digest() + " came as " + got);
      }
    }
  }
}
