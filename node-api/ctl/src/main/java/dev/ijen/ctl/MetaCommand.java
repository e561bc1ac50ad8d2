package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Values of META, which survive a wipe of STATE. {@code get meta} shows them. */
@Command(name = "meta", description = "Write and delete values of META.")
final class MetaCommand extends Group {
  MetaCommand(Root root) {
    super(new Write(root), new Delete(root));
  }

  /** A key as the contract writes it, such as {@code 0x0a}, or in decimal digits. */
  private static int key(String text) throws UsageException {
    try {
      return Integer.decode(text);
    } catch (NumberFormatException e) {
      throw new UsageException("key " + text + ": a number such as 0x0a wanted");
    }
  }

  /** Gives a key a value. */
  @Command(name = "write", description = "Give a key a value.")
  static final class Write extends NodeCommand {
    @Mixin private InsecureOptions insecure = new InsecureOptions();

    @Parameters(index = "0", paramLabel = "KEY", description = "0x01 to 0x40.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "Text.")
    private String value = "";

    Write(Root root) {
      super(root);
    }

    @Override
    Session open() throws NodeCallException, UsageException, IOException {
      return Session.either(root(), insecure);
    }

    @Override
    void run(Session session) throws InterruptedException, UsageException {
      int number = key(key);
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      each(
          session,
          node -> {
            node.metaWrite(number, bytes);
            return node;
          },
          (_, _) -> {});
    }
  }

  /** Takes a key away. */
  @Command(name = "delete", description = "Take a key away.")
  static final class Delete extends NodeCommand {
    @Mixin private InsecureOptions insecure = new InsecureOptions();

    @Parameters(index = "0", paramLabel = "KEY", description = "0x01 to 0x40.")
    private String key = "";

    Delete(Root root) {
      super(root);
    }

    @Override
    Session open() throws NodeCallException, UsageException, IOException {
      return Session.either(root(), insecure);
    }

    @Override
    void run(Session session) throws InterruptedException, UsageException {
      int number = key(key);
      each(
          session,
          node -> {
            node.metaDelete(number);
            return node;
          },
          (_, _) -> {});
    }
  }
}
