package dev.ijen.machined.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.config.MachineConfig;
import dev.ijen.machined.registry.Repository.Patience;
import dev.ijen.release.Blob;
import dev.ijen.release.Digest;
import dev.ijen.release.ImageReference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  private static final Patience QUICK = new Patience(3, Duration.ofMillis(1));
  private final byte[] content = new byte[1_000_000];
  private FakeRegistry registry;
  private Blob blob;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
    new Random(1).nextBytes(content);
    blob = new Blob(registry.put(content), content.length);
    registry.tag("1", bytes("a manifest"));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aBlobIsFetchedAndMeasured() throws Exception {
    assertThat(fetch(QUICK)).isEqualTo(content);
    assertThat(repository(QUICK).size(blob.digest())).hasValue(content.length);
    assertThat(repository(QUICK).size(Digest.of(bytes("missing")))).isEmpty();
    assertThat(repository(QUICK).manifest().copy()).isEqualTo(bytes("a manifest"));
    assertThat(repository(QUICK).manifest().digest()).isEqualTo(Digest.of(bytes("a manifest")));
  }

  @Test
  void aBrokenTransferGoesOnWhereItBroke() throws Exception {
    registry.breaksAfter = 300_000;
    assertThat(fetch(QUICK)).isEqualTo(content);
    registry.breaksAfter = 300_000;
    registry.knowsRanges = false;
    assertThat(fetch(QUICK)).isEqualTo(content);
  }

  @Test
  void whatIsUnavailableIsAskedAgain() throws Exception {
    registry.unavailable.set(2);
    assertThat(fetch(QUICK)).isEqualTo(content);
    registry.unavailable.set(3);
    assertThatThrownBy(() -> fetch(QUICK))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.reason()).isEqualTo(RegistryException.Reason.UNREACHABLE))
        .hasMessageContaining("answers 503");
  }

  @Test
  void aTokenIsFetchedAndNotShownToOthers() throws Exception {
    registry.wantsToken = true;
    assertThat(repository(QUICK).manifest().copy()).isEqualTo(bytes("a manifest"));
    registry.wantsToken = false;
    registry.redirectsBlobs = true;
    assertThat(fetch(QUICK)).isEqualTo(content);
    assertThat(registry.requests.getLast()).endsWith("/far null");
  }

  @Test
  void otherBytesThanAskedForAreCorrupt() throws Exception {
    registry.tag("1", bytes("other"));
    ImageReference pinned = reference().at(Digest.of(bytes("a manifest")));
    registry.tag(pinned.version(), bytes("other"));
    assertThatThrownBy(() -> new Repository(pinned, registries(), QUICK).manifest())
        .hasMessageContaining("its manifest is sha256:");
    var forged = new Blob(blob.digest(), content.length - 1);
    assertThatThrownBy(() -> repository(QUICK).fetch(forged, bytes -> {}))
        .hasMessageContaining("came as");
  }

  @Test
  void aSinkThatFailsIsNotAskedAgain() {
    assertThatThrownBy(
            () ->
                repository(QUICK)
                    .fetch(
                        blob,
                        bytes -> {
                          throw new IOException("the disk is gone");
                        }))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
    assertThat(registry.requests).hasSize(1);
  }

  @Test
  void nobodyThereIsSaidWithTheAddress() throws Exception {
    registry.close();
    assertThatThrownBy(() -> repository(Patience.SHORT).manifest())
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.reason()).isEqualTo(RegistryException.Reason.UNREACHABLE))
        .hasMessageContaining("http://" + registry.host());
  }

  @Test
  void withoutAConfigARegistryWithoutTlsIsFoundOut() throws Exception {
    var unconfigured = new Repository(reference(), new Registries(Optional.empty()), QUICK);
    assertThat(unconfigured.manifest().copy()).isEqualTo(bytes("a manifest"));
  }

  private byte[] fetch(Patience patience) throws IOException, InterruptedException {
    var out = new ByteArrayOutputStream();
    repository(patience).fetch(blob, Channels.newChannel(out)::write);
    return out.toByteArray();
  }

  private Repository repository(Patience patience) {
    return new Repository(reference(), registries(), patience);
  }

  private ImageReference reference() {
    return ImageReference.parse(registry.host() + "/r:1");
  }

  private Registries registries() {
    try {
      return new Registries(
          Optional.of(
              MachineConfig.decode(
                  """
                  apiVersion: v1alpha1
                  kind: RegistryMirrorConfig
                  name: %1$s
                  endpoints: [{url: "http://%1$s"}]
                  skipFallback: true
                  """
                      .formatted(registry.host()))));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
