package dev.ijen.lab.command;

import dev.ijen.config.ProductVersion;
import dev.ijen.image.Artifacts;
import dev.ijen.image.ImageRequest;
import dev.ijen.image.release.Fault;
import dev.ijen.lab.controlplane.ControlPlane;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.registry.Registry;
import dev.ijen.lab.registry.Successors;
import dev.ijen.release.ReleaseVersion;
import dev.ijen.release.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the machines of an instance need to be upgraded together: the pool of the examples, and a
 * registry with the releases that the examples name.
 *
 * @param instance whose machines
 * @param registry reached by them
 */
record Pool(Instance instance, Console console, Registry registry) {
  /** What the selector of the example's pool asks for. */
  static final Map<String, String> LABELS = Map.of("pool", "nodes");

  private static final Path EXAMPLE = Path.of("docs/examples/machinepool.yaml");

  /** Starts the registry and puts the next release into it, and one whose kernel panics. */
  boolean offer(Artifacts image) throws StepException, InterruptedException {
    return console.step(
        "registry with two releases",
        "look at `./ijen logs registry`",
        () -> {
          registry.start();
          var successors =
              new Successors(
                  image,
                  Lab.cache().resolve("release"),
                  SigningKey.load(ImageRequest.defaultSigningKey()));
          registry.push(successors.release(patch(1), Optional.empty()), "next");
          registry.push(successors.release(patch(2), Optional.of(Fault.PANIC)), "broken");
          return true;
        });
  }

  /** Makes the pool of the example in Kubernetes. */
  void create(ControlPlane controlPlane) throws StepException, InterruptedException {
    console.step(
        "machine pool",
        "look at `./ijen logs kube-apiserver`",
        () ->
            controlPlane.kubectl(
                "apply",
                "--server-side",
                "--filename",
                instance.checkout().resolve(EXAMPLE).toString()));
  }

  /** The version that comes so many patches after the present one. */
  private static String patch(int later) {
    ReleaseVersion present = ReleaseVersion.parse(ProductVersion.number());
    return new ReleaseVersion(
            present.major(), present.minor(), present.patch() + later, present.preRelease())
        .toString();
  }
}
