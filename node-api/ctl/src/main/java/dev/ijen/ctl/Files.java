package dev.ijen.ctl;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Reading and writing what the user names. */
final class Files {
  private Files() {}

  /** The text of a file. */
  static String read(Path file) throws IOException {
    try {
      return java.nio.file.Files.readString(file);
    } catch (FileSystemException e) {
      throw e; // names the file itself
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The text itself, or that of the file when it begins with {@code @}. */
  static String readArgument(String textOrFile) throws IOException {
    return textOrFile.startsWith("@") ? read(Path.of(textOrFile.substring(1))) : textOrFile;
  }

  /** Replaces a file that holds secrets: readable for its owner alone, whole or not at all. */
  static void writeSecret(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    java.nio.file.Files.createDirectories(folder);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path fresh = java.nio.file.Files.createTempFile(folder, ".ijenctl", ".tmp", ownerOnly);
    try {
      java.nio.file.Files.writeString(fresh, text);
      java.nio.file.Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      java.nio.file.Files.deleteIfExists(fresh);
    }
  }

  /** What went wrong with which file, in words. */
  static String words(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileAlreadyExistsException exists -> exists.getFile() + ": exists already";
      default -> String.valueOf(e.getMessage());
    };
  }
}
