package dev.ijen.ctl;

import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files of a folder. */
@Command(
    name = "list",
    aliases = {"ls"},
    description = "List the files of a folder.")
final class ListCommand extends NodeCommand {
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("MMM d yyyy HH:mm:ss", Locale.ROOT);

  @Parameters(
      arity = "0..1",
      defaultValue = "/",
      paramLabel = "PATH",
      description = "Absolute path on the node (default: /).")
  private String path = "/";

  @Option(
      names = {"-l", "--long"},
      description = "Print mode, owner, size and time too.")
  private boolean detailed;

  @Option(
      names = {"-r", "--recurse"},
      description = "Go into folders.")
  private boolean recurse;

  @Option(
      names = {"-d", "--depth"},
      defaultValue = "0",
      paramLabel = "N",
      description = "How deep to go with --recurse (0: without end).")
  private int depth;

  @Option(
      names = {"-H", "--humanize"},
      description = "Print sizes with units.")
  private boolean humanize;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "Only f (files), d (folders) or l (links); may be given more than once.")
  private List<String> types = List.of();

  ListCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws UsageException, InterruptedException {
    ListRequest request = request();
    var table =
        detailed
            ? new TextTable("NODE", "MODE", "UID", "GID", "SIZE(B)", "LASTMOD", "NAME")
            : new TextTable("NODE", "NAME");
    each(
        session,
        node -> files(node, request),
        (node, files) -> files.forEach(file -> add(table, node, file)));
    table.print(shell().out());
  }

  private static List<FileInfo> files(NodeCalls node, ListRequest request)
      throws NodeCallException, InterruptedException {
    try (var files = node.list(request)) {
      return files.toList();
    }
  }

  private ListRequest request() throws UsageException {
    var request =
        ListRequest.newBuilder()
            .setRoot(path)
            .setRecurse(recurse || depth > 0)
            .setRecursionDepth(depth);
    for (String type : types) {
      request.addTypes(type(type));
    }
    return request.build();
  }

  private static ListRequest.Type type(String text) throws UsageException {
    return switch (text) {
      case "f", "file", "regular" -> ListRequest.Type.REGULAR;
      case "d", "dir", "directory" -> ListRequest.Type.DIRECTORY;
      case "l", "L", "link", "symlink" -> ListRequest.Type.SYMLINK;
      default -> throw new UsageException("--type " + text + ": not one of f, d, l");
    };
  }

  private void add(TextTable table, String node, FileInfo file) {
    if (!file.getError().isEmpty()) {
      failed("%s: list %s: %s".formatted(node, file.getName(), file.getError()));
      return;
    }
    String name = file.getRelativeName();
    if (!detailed) {
      table.row(node, name);
      return;
    }
    Instant modified = Instant.ofEpochSecond(file.getModified());
    table.row(
        node,
        FileMode.text(file.getMode()),
        Integer.toUnsignedString(file.getUid()),
        Integer.toUnsignedString(file.getGid()),
        humanize ? Words.size(file.getSize()) : Long.toString(file.getSize()),
        MODIFIED.format(modified.atZone(zone())),
        file.getLink().isEmpty() ? name : name + " -> " + file.getLink());
  }

  private ZoneId zone() {
    return shell().clock().getZone();
  }
}
