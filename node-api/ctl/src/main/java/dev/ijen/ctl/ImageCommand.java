package dev.ijen.ctl;

import dev.ijen.api.common.ContainerdNamespace;
import dev.ijen.api.machine.ImageServiceListResponse;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.Images;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Container images of nodes. */
@Command(
    name = "image",
    aliases = "images",
    description = "List, pull and remove container images of nodes.")
final class ImageCommand extends Group {
  ImageCommand(Root root) {
    super(new ListImages(root), new Pull(root), new Remove(root), new Bundle(root));
  }

  /** Which images of a node are meant. */
  static final class Namespace {
    /** As users write it. */
    enum Word {
      SYSTEM,
      CRI
    }

    @Option(
        names = "--namespace",
        defaultValue = "cri",
        paramLabel = "NAMESPACE",
        description = "cri: images of pods (the default); system: those of etcd and the kubelet.")
    private Word word = Word.CRI;

    ContainerdNamespace value() {
      return switch (word) {
        case SYSTEM -> ContainerdNamespace.NS_SYSTEM;
        case CRI -> ContainerdNamespace.NS_CRI;
      };
    }
  }

  /** What is there. */
  @Command(name = "list", aliases = "ls", description = "List images.")
  static final class ListImages extends NodeCommand {
    @Mixin private Namespace namespace = new Namespace();

    ListImages(Root root) {
      super(root);
    }

    @Override
    void run(Session session) throws InterruptedException {
      var table = new TextTable("NODE", "IMAGE", "DIGEST", "SIZE", "CREATED");
      each(
          session,
          node -> node.images().list(namespace.value()),
          (node, images) -> images.forEach(image -> table.row(row(node, image))));
      table.print(shell().out());
    }

    private static String[] row(String node, ImageServiceListResponse image) {
      var created = Instant.ofEpochSecond(image.getCreatedAt().getSeconds());
      return new String[] {
        node, image.getName(), image.getDigest(), size(image.getSize()), created.toString()
      };
    }

    private static String size(long bytes) {
      return "%.1f MB".formatted(bytes / 1e6);
    }
  }

  /** Gets one. */
  @Command(name = "pull", description = "Let nodes pull an image.")
  static final class Pull extends NodeCommand {
    @Mixin private Namespace namespace = new Namespace();

    @Parameters(index = "0", paramLabel = "IMAGE", description = "With its registry and tag.")
    private String image = "";

    Pull(Root root) {
      super(root);
    }

    @Override
    void run(Session session) throws InterruptedException {
      each(
          session,
          node -> {
            node.images().pull(namespace.value(), image);
            return node;
          },
          (node, _) -> shell().out().println(node + ": " + image + " is there"));
    }
  }

  /** Gives one up. */
  @Command(name = "remove", aliases = "rm", description = "Let nodes forget an image.")
  static final class Remove extends NodeCommand {
    @Mixin private Namespace namespace = new Namespace();

    @Parameters(index = "0", paramLabel = "IMAGE", description = "With its registry and tag.")
    private String image = "";

    Remove(Root root) {
      super(root);
    }

    @Override
    void run(Session session) throws InterruptedException {
      each(
          session,
          node -> {
            node.images().remove(namespace.value(), image);
            return node;
          },
          (_, _) -> {});
    }
  }

  /** What an image cache of this release holds. */
  @Command(name = "k8s-bundle", description = "Print the images that a cluster is made of.")
  static final class Bundle implements Callable<Integer> {
    private final Root root;

    Bundle(Root root) {
      this.root = root;
    }

    @Override
    public Integer call() {
      Images.ofCluster(ClusterInput.DEFAULT_KUBERNETES_VERSION)
          .forEach(root.shell().out()::println);
      return 0;
    }
  }
}
