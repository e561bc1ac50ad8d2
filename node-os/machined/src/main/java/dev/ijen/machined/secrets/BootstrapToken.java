package dev.ijen.machined.secrets;

/**
 * The token with which a kubelet asks for its first certificate.
 *
 * @param id public part
 * @param secret the rest
 */
record BootstrapToken(String id, String secret) {

  /** Takes {@code id.secret} apart. */
  static BootstrapToken parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new BootstrapToken(text, "")
        : new BootstrapToken(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return "BootstrapToken[id=" + id + ", secret=[redacted]]";
  }
}
