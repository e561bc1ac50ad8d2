package dev.ijen.ctl;

/** Mode bits in the form of Go's {@code fs.FileMode}, which the API carries. */
final class FileMode {
  private static final String TYPES = "dalTLDpSugct?"; // bit 31 downwards
  private static final String PERMISSIONS = "rwxrwxrwx"; // bit 8 downwards

  private FileMode() {}

  /** The text of {@code ls -l}: type letters or a dash, then nine permissions. */
  static String text(int mode) {
    var text = new StringBuilder();
    for (int i = 0; i < TYPES.length(); i++) {
      if ((mode & (1 << (31 - i))) != 0) {
        text.append(TYPES.charAt(i));
      }
    }
    if (text.isEmpty()) {
      text.append('-');
    }
    for (int i = 0; i < PERMISSIONS.length(); i++) {
      text.append((mode & (1 << (8 - i))) != 0 ? PERMISSIONS.charAt(i) : '-');
    }
    return text.toString();
  }
}
