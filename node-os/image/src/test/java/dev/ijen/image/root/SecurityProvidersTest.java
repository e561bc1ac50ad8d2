package dev.ijen.image.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityProvidersTest {
  @TempDir Path folder;

  @Test
  void onlyTheUsedOnesStayAndAllElseStays() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("java.security"),
            """
            security.provider.1=SUN
            security.provider.4=SunJSSE
            security.provider.12=SunPKCS11
            securerandom.source=file:/dev/random
            """);
    SecurityProviders.restrict(file);
    assertThat(file)
        .hasContent(
            """
            security.provider.1=SUN
            security.provider.4=SunJSSE
            securerandom.source=file:/dev/random
            """);
  }

  @Test
  void theJdkNumbersTheUsedOnesFirst() throws IOException {
    Path own = Path.of(System.getProperty("java.home"), "conf/security/java.security");
    assertThat(
            Files.readAllLines(own).stream().filter(line -> line.startsWith("security.provider.")))
        .startsWith(
            "security.provider.1=SUN",
            "security.provider.2=SunRsaSign",
            "security.provider.3=SunEC",
            "security.provider.4=SunJSSE",
            "security.provider.5=SunJCE");
  }
}
