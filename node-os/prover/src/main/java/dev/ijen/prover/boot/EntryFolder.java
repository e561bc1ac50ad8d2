package dev.ijen.prover.boot;

import dev.ijen.prover.boot.BootFile.Ignored;
import dev.ijen.prover.disk.Sectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The EFI partition: loader and boot entries. Remembers what it has read. */
final class EntryFolder {
  private static final String ENTRIES = "EFI/Linux";

  private final ContentCache<BootFile> images = new ContentCache<>();
  private final ContentCache<String> hashes = new ContentCache<>();

  /** The entries in the order of the folder. */
  List<LoaderEntry> entries(Sectors disk, Fat32 efi) throws IOException, DamagedException {
    var entries = new ArrayList<LoaderEntry>();
    for (FatEntry file : efi.list(ENTRIES)) {
      if (!file.folder() && LoaderEntry.isName(file.name())) {
        entries.add(LoaderEntry.of(file.name(), content(disk, efi, file)));
      }
    }
    return List.copyOf(entries);
  }

  /** A file whose chain is damaged cannot be read by the loader either. */
  private BootFile content(Sectors disk, Fat32 efi, FatEntry file) throws IOException {
    if (file.bytes() == 0) {
      return new Ignored("empty");
    }
    try {
      long[] sectors = efi.sectors(file);
      return images.get(
          disk, sectors, file.bytes(), () -> UkiReader.read(efi.bytes(sectors, file.bytes())));
    } catch (DamagedException e) {
      return new Ignored(String.valueOf(e.getMessage()));
    }
  }

  /** SHA-256 of a file in hex. */
  String hash(Sectors disk, Fat32 efi, String path) throws IOException, DamagedException {
    FatEntry file = efi.find(path).orElseThrow(() -> new DamagedException("FAT: no file " + path));
    long[] sectors = efi.sectors(file);
    return hashes.get(
        disk,
        sectors,
        file.bytes(),
        () -> HexFormat.of().formatHex(Sha256.of(efi.bytes(sectors, file.bytes()))));
  }
}
