package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.ValidationContext.Platform;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded loops: a failure names the seed that repeats it. */
class PropertyTest {
  private static final int ROUNDS = 400;

  @Test
  void whatIsEncodedDecodesToTheSame() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      MachineConfig config = new RandomConfigs(new Random(seed)).next();

      MachineConfig decoded = MachineConfig.decode(config.encode());

      assertThat(decoded).as("seed %d", seed).isEqualTo(config);
      assertThat(decoded.canonical()).as("seed %d", seed).isEqualTo(config.canonical());
    }
  }

  @Test
  void theEmptyPatchChangesNothingAndAPatchOfScalarsIsIdempotent() throws Exception {
    String patch = "machine: {type: worker, sysctls: {a: '1'}}\ncluster: {clusterName: c}\n";
    for (int seed = 0; seed < ROUNDS; seed++) {
      MachineConfig config = new RandomConfigs(new Random(seed)).next();

      MachineConfig once = config.patch(patch);

      assertThat(once.patch(patch)).as("seed %d", seed).isEqualTo(once);
      assertThat(once.patch("version: v1alpha1\n").hash())
          .as("seed %d", seed)
          .isEqualTo(once.patch(patch + "version: v1alpha1\n").hash());
    }
  }

  @Test
  void validatingRedactingAndComparingNeverFail() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      MachineConfig config = new RandomConfigs(new Random(seed)).next();
      MachineConfig other = new RandomConfigs(new Random(seed + ROUNDS)).next();

      assertThat(config.validate(ValidationContext.on(Platform.METAL))).isNotNull();
      assertThat(ConfigDiff.between(config, other)).isNotNull();
      assertThat(config.interfaces()).isNotNull();
    }
  }

  @Test
  void anyBytesEitherDecodeOrAreRefusedWithProblems() {
    for (int seed = 0; seed < 3 * ROUNDS; seed++) {
      var random = new Random(seed);
      String text = mutate(new RandomConfigs(random).next().encode(), random);
      try {
        assertThat(MachineConfig.decode(text).documents()).as("seed %d", seed).isNotEmpty();
      } catch (ConfigException refused) {
        assertThat(refused.problems()).as("seed %d", seed).isNotEmpty();
      }
    }
  }

  private static String mutate(String text, Random random) {
    var mutated = new StringBuilder(text);
    String letters = "\n :-{}[]&*!|>'\"%@`#,?\t\u0000\uFEFFx9";
    for (int i = random.nextInt(8); i >= 0 && !mutated.isEmpty(); i--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(3)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, letters.charAt(random.nextInt(letters.length())));
        default -> mutated.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
      }
    }
    return mutated.toString();
  }
}
