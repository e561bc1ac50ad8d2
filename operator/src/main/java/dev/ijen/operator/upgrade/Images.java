package dev.ijen.operator.upgrade;

/** OCI references. Pure. */
final class Images {
  private Images() {}

  /** The same repository by digest, so that a tag that moves changes nothing. */
  static String pinned(String image, String digest) {
    int at = image.indexOf('@');
    String plain = at < 0 ? image : image.substring(0, at);
    int colon = plain.lastIndexOf(':');
    String repository = colon > plain.lastIndexOf('/') ? plain.substring(0, colon) : plain;
    return repository + "@" + digest;
  }
}
