package dev.ijen.config;

/**
 * One thing that is wrong with a config.
 *
 * @param document the document as {@code v1alpha1} or {@code Kind} or {@code Kind/name}; empty for
 *     the stream as a whole
 * @param path the field, as {@code machine.network.interfaces[0].mtu}; empty for the document
 * @param line the line of the input, counted from 1; 0 when the config was not read from a text
 * @param message what is wrong, without secrets
 */
public record Problem(String document, String path, int line, String message) {

  /** One line: document, field, line number, message. */
  @Override
  public String toString() {
    var text = new StringBuilder(document);
    if (!path.isEmpty()) {
      text.append(document.isEmpty() ? "" : ": ").append(path);
    }
    if (line > 0) {
      text.append(text.isEmpty() ? "" : " ").append("(line ").append(line).append(')');
    }
    return text.append(text.isEmpty() ? "" : ": ").append(message).toString();
  }
}
