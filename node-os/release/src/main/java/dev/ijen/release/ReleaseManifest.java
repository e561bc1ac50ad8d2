package dev.ijen.release;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a release is: the bytes that are signed.
 *
 * @param root the content of a BOOT partition: file system and dm-verity tree
 * @param verity the value of the kernel argument {@code ijen.verity} for it
 * @param ukis the UKI of each slot, by {@code a} and {@code b}: they differ in their command line
 * @param kernelArguments what the UKIs give the kernel besides slot and verity
 * @param extensions names of the system extensions inside
 * @param leastDiskBytes how large the system disk has to be
 */
public record ReleaseManifest(
    ReleaseVersion version,
    Blob root,
    String verity,
    SortedMap<String, Blob> ukis,
    List<String> kernelArguments,
    List<String> extensions,
    long leastDiskBytes) {
  private static final long FORMAT = 1;
  private static final List<String> SLOTS = List.of("a", "b");

  public ReleaseManifest {
    ukis = Collections.unmodifiableSortedMap(new TreeMap<>(ukis));
    kernelArguments = List.copyOf(kernelArguments);
    extensions = List.copyOf(extensions);
    if (!List.copyOf(ukis.keySet()).equals(SLOTS)) {
      throw new IllegalArgumentException("UKIs of slots " + ukis.keySet() + ", not of a and b");
    }
  }

  /** The UKI of slot {@code a} or {@code b}. */
  public Blob uki(String slot) {
    Blob uki = ukis.get(slot);
    if (uki == null) {
      throw new IllegalArgumentException("no slot " + slot);
    }
    return uki;
  }

  /** The manifest as JSON; equal manifests give equal bytes. */
  public byte[] encode() {
    var json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("version", version.toString());
    JsonObject rootJson = encode(root);
    rootJson.addProperty("verity", verity);
    json.add("root", rootJson);
    var ukisJson = new JsonObject();
    ukis.forEach((slot, uki) -> ukisJson.add(slot, encode(uki)));
    json.add("ukis", ukisJson);
    json.add("kernelArguments", JsonForm.array(kernelArguments));
    json.add("extensions", JsonForm.array(extensions));
    json.addProperty("leastDiskBytes", leastDiskBytes);
    return JsonForm.bytes(json);
  }

  /**
   * Reads a manifest.
   *
   * @throws ReleaseException when something is missing, malformed, or of a later format
   */
  public static ReleaseManifest decode(byte[] bytes) throws ReleaseException {
    JsonForm json = JsonForm.parse("release manifest", bytes);
    if (json.number("format") != FORMAT) {
      throw new ReleaseException(
          "release manifest of format %d: this node reads %d"
              .formatted(json.number("format"), FORMAT));
    }
    JsonForm root = json.object("root");
    JsonForm ukis = json.object("ukis");
    var bySlot = new TreeMap<String, Blob>();
    for (String slot : SLOTS) {
      bySlot.put(slot, blob(ukis.object(slot)));
    }
    return new ReleaseManifest(
        version(json.text("version")),
        blob(root),
        root.text("verity"),
        bySlot,
        json.texts("kernelArguments"),
        json.texts("extensions"),
        json.number("leastDiskBytes"));
  }

  /** All blobs that a slot needs, in the order in which they are written. */
  public Map<String, Blob> blobs() {
    var blobs = new TreeMap<String, Blob>();
    blobs.put("root", root);
    ukis.forEach((slot, uki) -> blobs.put("uki-" + slot, uki));
    return blobs;
  }

  private static JsonObject encode(Blob blob) {
    var json = new JsonObject();
    json.addProperty("digest", blob.digest().toString());
    json.addProperty("bytes", blob.bytes());
    return json;
  }

  private static Blob blob(JsonForm json) throws ReleaseException {
    return json.blob("digest", "bytes");
  }

  private static ReleaseVersion version(String text) throws ReleaseException {
    try {
      return ReleaseVersion.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ReleaseException("release manifest: " + e.getMessage(), e);
    }
  }
}
