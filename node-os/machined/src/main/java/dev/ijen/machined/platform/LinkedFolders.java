package dev.ijen.machined.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that the read-only root only has as links into a place that can be written. */
public final class LinkedFolders {
  private LinkedFolders() {}

  /** Makes the folder where its link leads, or here when it is no link. */
  public static void make(Path folder) throws IOException {
    Path target = folder;
    if (Files.isSymbolicLink(folder)) {
      target = folder.resolveSibling(Files.readSymbolicLink(folder)).normalize();
    }
    Files.createDirectories(target);
  }
}
