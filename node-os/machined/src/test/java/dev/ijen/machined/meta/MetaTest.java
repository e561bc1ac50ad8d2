package dev.ijen.machined.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaTest {
  @TempDir private Path folder;

  @Test
  void valuesAreThereAfterTheNextStart() throws IOException {
    Meta meta = open();
    meta.set(MetaKeys.UPGRADE, text("ijen-000001-a.efi"));
    meta.set(0x0c, text("mine"));
    assertThat(meta.delete(0x0c)).isTrue();
    assertThat(meta.delete(0x0c)).isFalse();
    assertThat(open().all()).containsOnlyKeys(MetaKeys.UPGRADE);
    assertThat(open().find(MetaKeys.UPGRADE)).contains(text("ijen-000001-a.efi"));
  }

  @Test
  void theLayoutIsThatOfTheContract() throws IOException {
    open().set(0x0a, new byte[] {1, 2});
    byte[] image = Files.readAllBytes(file());
    assertThat(image).hasSize(2 * 256 * 1024);
    assertThat(image).startsWith(0x5a, 0x4b, 0x3c, 0x2d, 0, 0, 0, 0x0a, 0, 0, 0, 2, 1, 2, 0, 0);
    assertThat(image).endsWith(0xa5, 0xb4, 0xc3, 0xd2);
  }

  @Test
  void allValuesAreReadBack() throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      var values = new TreeMap<Integer, byte[]>();
      for (int count = random.nextInt(20); count > 0; count--) {
        byte[] value = new byte[random.nextInt(10_000)];
        random.nextBytes(value);
        values.put(1 + random.nextInt(255), value);
      }
      var read = MetaCopy.decode(MetaCopy.encode(values)).orElseThrow();
      assertThat(read.keySet()).as("seed %d", seed).isEqualTo(values.keySet());
      values.forEach(
          (key, value) -> assertThat(read.get(key)).as("seed %d", seed).isEqualTo(value));
    }
  }

  @ParameterizedTest(name = "power goes in copy {0} after {1} bytes: {2}")
  @CsvSource({"0,0,old", "0,100000,old", "0,262144,new", "1,0,new", "1,100000,new", "1,262144,new"})
  void aPowerCutLeavesTheOldValuesOrTheNewOnes(int copy, int bytes, String expected)
      throws IOException {
    open().set(1, text("old"));
    byte[] before = Files.readAllBytes(file());
    open().set(1, text("new"));
    byte[] after = Files.readAllBytes(file());
    int written = copy * MetaCopy.BYTES + bytes;
    System.arraycopy(before, written, after, written, after.length - written);
    if (bytes == 100_000) {
      after[written] ^= 1; // the sector under way
    }
    Files.write(file(), after);
    assertThat(open().find(1)).contains(text(expected));
  }

  @Test
  void oneDamagedCopyIsNoLoss() throws IOException {
    open().set(1, text("value"));
    try (var image = new RandomAccessFile(file().toFile(), "rw")) {
      image.seek(100);
      image.write(1);
    }
    assertThat(open().find(1)).contains(text("value"));
  }

  @Test
  void tooMuchIsRefusedAndChangesNothing() throws IOException {
    Meta meta = open();
    meta.set(1, text("value"));
    assertThatThrownBy(() -> meta.set(2, new byte[MetaCopy.BYTES]))
        .hasMessage("META: key 0x02 does not fit");
    assertThat(meta.all()).containsOnlyKeys(1);
    assertThat(open().all()).containsOnlyKeys(1);
  }

  @Test
  void everyChangeIsTold() throws IOException {
    var told = new AtomicInteger();
    var meta = new Meta();
    meta.addListener(told::incrementAndGet);
    meta.open(MetaPlace.at(file()));
    meta.set(1, text("value"));
    meta.delete(1);
    assertThat(told).hasValue(3);
  }

  @Test
  void nothingIsTakenBeforeItIsThere() {
    assertThatThrownBy(() -> new Meta().set(1, text("value"))).hasMessage("META is not there yet");
  }

  private Meta open() throws IOException {
    var meta = new Meta();
    meta.open(MetaPlace.at(file()));
    return meta;
  }

  private Path file() {
    return folder.resolve("meta");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
