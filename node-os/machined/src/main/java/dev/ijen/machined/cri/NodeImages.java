package dev.ijen.machined.cri;

import com.google.gson.JsonParseException;
import dev.ijen.containerd.images.Image;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.containerd.ContainerdException;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The images of one namespace of the containerd of Kubernetes, as users see and change them. */
public final class NodeImages {
  private final ContainerdClient containerd;
  private final ContainerImages images;

  /**
   * Images that are pulled by the same rules as those of pods.
   *
   * @param hosts folder with a {@code hosts.toml} for each registry
   */
  public NodeImages(ContainerdClient containerd, Path hosts) {
    this.containerd = containerd;
    this.images = new ContainerImages(containerd, hosts);
  }

  /**
   * An image that is there.
   *
   * @param bytes of what was pulled for it; 0 when that is not whole
   */
  public record Stored(String name, String digest, long bytes, Instant created) {}

  /**
   * All images, by name.
   *
   * @throws NodeException {@code UNAVAILABLE} when containerd does not run
   */
  public List<Stored> list() throws NodeException, InterruptedException {
    try {
      var stored = new ArrayList<Stored>();
      for (Image image : containerd.images()) {
        stored.add(describe(image));
      }
      return List.copyOf(stored);
    } catch (ContainerdException e) {
      throw failure("list images", e);
    }
  }

  /**
   * Pulls an image unless it is there, and unpacks it.
   *
   * @param reference with its registry, and a tag or digest
   * @throws NodeException {@code NOT_FOUND} when the registry says so, {@code UNAVAILABLE} for
   *     every other refusal, such as a registry that cannot be reached
   */
  public void pull(String reference) throws NodeException, IOException, InterruptedException {
    if (reference.isBlank()) {
      throw new NodeException(Reason.INVALID, "pull image: no reference");
    }
    try {
      images.ensure(reference);
    } catch (ContainerdException e) {
      throw failure("pull image " + reference, e);
    }
  }

  /**
   * Forgets an image.
   *
   * @throws NodeException {@code NOT_FOUND} when it is not there
   */
  public void remove(String reference) throws NodeException, InterruptedException {
    try {
      if (!containerd.removeImage(reference)) {
        throw new NodeException(Reason.NOT_FOUND, "image " + reference + " is not there");
      }
    } catch (ContainerdException e) {
      throw failure("remove image " + reference, e);
    }
  }

  private Stored describe(Image image) throws InterruptedException {
    var created =
        Instant.ofEpochSecond(image.getCreatedAt().getSeconds(), image.getCreatedAt().getNanos());
    String digest = image.getTarget().getDigest();
    return new Stored(image.getName(), digest, bytes(image.getName(), digest), created);
  }

  private long bytes(String name, String digest) throws InterruptedException {
    try {
      return images.bytes(name, digest);
    } catch (ContainerdException | IOException | JsonParseException | IllegalStateException _) {
      return 0;
    }
  }

  private static NodeException failure(String what, ContainerdException e) {
    Reason reason = e.code() == Status.Code.NOT_FOUND ? Reason.NOT_FOUND : Reason.UNAVAILABLE;
    return new NodeException(reason, what + ": " + e.getMessage());
  }
}
