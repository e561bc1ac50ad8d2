package dev.ijen.image.root;

import dev.ijen.image.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program of the tree inside the tree, with mounts that end with it and an environment of
 * its own: what the program writes must not depend on the variables of the caller.
 */
final class Chroot {
  private static final List<String> ENVIRONMENT =
      List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "MALLOC_ARENA_MAX=1");
  private static final String SCRIPT =
      "mount -t proc proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && "
          + "mount -t tmpfs tmpfs \"$0/tmp\" && mount -t tmpfs tmpfs \"$0/run\" && "
          + "exec chroot \"$0\" \"$@\"";

  private Chroot() {}

  static void run(Path root, List<String> command) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("env", "-i"));
    words.addAll(ENVIRONMENT);
    words.addAll(
        List.of(
            "unshare", "--mount", "--net", "--uts", "--ipc", "--pid", "--fork", "--kill-child"));
    if (!"root".equals(System.getProperty("user.name"))) {
      words.add("--map-root-user");
    }
    words.addAll(List.of("sh", "-c", SCRIPT, root.toString()));
    words.addAll(command);
    Command.run(words.toArray());
  }
}
