package dev.ijen.ctl;

import dev.ijen.api.common.Data;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The bytes of a file. */
@Command(name = "read", description = "Print the content of a file.")
final class ReadCommand extends NodeCommand {
  @Parameters(paramLabel = "PATH", description = "Absolute path on the node.")
  private String path = "";

  ReadCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws UsageException, InterruptedException {
    if (session.nodes().size() > 1) {
      throw new UsageException("read takes one node, not " + session.nodes());
    }
    stream(
        session,
        (_, node) -> {
          try (var file = node.read(path)) {
            for (Optional<Data> next = file.next(); next.isPresent(); next = file.next()) {
              next.get().getBytes().writeTo(shell().out());
            }
          } catch (IOException e) {
            throw new UncheckedIOException("write to standard output", e);
          }
        });
  }
}
