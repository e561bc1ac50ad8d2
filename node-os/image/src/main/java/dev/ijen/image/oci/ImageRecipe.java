package dev.ijen.image.oci;

import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.Images;
import java.util.List;

/**
 * What one image of a cluster is made of; docs/architecture.md §9 is the table of all.
 *
 * @param reference its name
 * @param folder where its programs are, without slashes at the ends; may be empty
 * @param programs of {@code node-os/parts}; the first is the entry point
 * @param extras what these programs call
 */
record ImageRecipe(String reference, String folder, List<String> programs, List<Extra> extras) {
  /** The sandbox of pods: a program of ours alone, with nothing below it. */
  static final String PAUSE = "pause";

  private static final String BIN = "usr/local/bin";

  /** Programs of Debian, with their libraries. */
  enum Extra {
    NFT,
    MOUNT
  }

  ImageRecipe {
    programs = List.copyOf(programs);
    extras = List.copyOf(extras);
  }

  /** All images of this release. */
  static List<ImageRecipe> all() {
    return List.of(
        kubernetes("kube-apiserver"),
        kubernetes("kube-controller-manager"),
        kubernetes("kube-scheduler"),
        kubernetes("kube-proxy", Extra.NFT),
        new ImageRecipe(
            Images.kubelet(ClusterInput.DEFAULT_KUBERNETES_VERSION),
            BIN,
            List.of("kubelet"),
            List.of(Extra.MOUNT, Extra.NFT)),
        new ImageRecipe(Images.etcd(), BIN, List.of("etcd", "etcdutl"), List.of()),
        new ImageRecipe(Images.coredns(), "", List.of("coredns"), List.of()),
        new ImageRecipe(Images.flannel(), "opt/bin", List.of("flanneld"), List.of(Extra.NFT)),
        new ImageRecipe(Images.pause(), "", List.of(PAUSE), List.of()));
  }

  /** Where a program is in the image. */
  String path(String program) {
    return folder.isEmpty() ? program : folder + "/" + program;
  }

  boolean isPause() {
    return programs.getFirst().equals(PAUSE);
  }

  private static ImageRecipe kubernetes(String name, Extra... extras) {
    return new ImageRecipe(
        Images.component(name, ClusterInput.DEFAULT_KUBERNETES_VERSION),
        BIN,
        List.of(name),
        List.of(extras));
  }
}
