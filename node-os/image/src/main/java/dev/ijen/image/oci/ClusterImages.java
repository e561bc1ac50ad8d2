package dev.ijen.image.oci;

import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The images that a cluster of this release is made of; docs/architecture.md §9 is their table.
 *
 * @param parts folder with the programs built from {@code node-os/parts}
 * @param debian what the images have of Debian
 * @param pause the program that holds the namespaces of a pod
 */
record ClusterImages(Path parts, DebianLayers debian, Path pause) {
  /** What of {@code node-os/parts} is in the images. */
  static final List<String> PROGRAMS =
      List.of(
          "kube-apiserver",
          "kube-controller-manager",
          "kube-scheduler",
          "kube-proxy",
          "kubelet",
          "etcd",
          "etcdutl",
          "coredns",
          "flanneld");

  private static final String BIN = "usr/local/bin/";

  /** All of them, in the order of the table. */
  List<ContainerImage> all() throws IOException {
    String kubernetes = ClusterInput.DEFAULT_KUBERNETES_VERSION;
    Layer base = debian.base();
    Layer nft = debian.nft();
    var images = new ArrayList<ContainerImage>();
    for (String name : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler")) {
      images.add(image(Images.component(name, kubernetes), List.of(base), name));
    }
    images.add(image(Images.component("kube-proxy", kubernetes), List.of(base, nft), "kube-proxy"));
    images.add(image(Images.kubelet(kubernetes), List.of(base, debian.mount(), nft), "kubelet"));
    images.add(image(Images.etcd(), List.of(base), "etcd", "etcdutl"));
    images.add(
        new ContainerImage(
            Images.coredns(),
            List.of(base, new Layer().program("coredns", parts.resolve("coredns"))),
            List.of("/coredns")));
    images.add(
        new ContainerImage(
            Images.flannel(),
            List.of(base, nft, new Layer().program("opt/bin/flanneld", parts.resolve("flanneld"))),
            List.of("/opt/bin/flanneld")));
    images.add(
        new ContainerImage(
            Images.pause(), List.of(new Layer().program("pause", pause)), List.of("/pause")));
    return List.copyOf(images);
  }

  /** An image whose last layer has the programs; the first of them is the entry point. */
  private ContainerImage image(String reference, List<Layer> below, String... programs) {
    var own = new Layer();
    for (String program : programs) {
      own.program(BIN + program, parts.resolve(program));
    }
    var layers = new ArrayList<>(below);
    layers.add(own);
    return new ContainerImage(reference, layers, List.of("/" + BIN + programs[0]));
  }
}
