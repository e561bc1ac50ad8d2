package dev.ijen.linux;

/** File systems (and what takes their place) that a superblock tells. */
public enum FilesystemType {
  EXT4("ext4"),
  XFS("xfs"),
  VFAT("vfat"),
  EROFS("erofs"),
  SQUASHFS("squashfs"),
  LUKS("luks");

  private final String text;

  FilesystemType(String text) {
    this.text = text;
  }

  /** The name as mount(2) takes it. */
  public String text() {
    return text;
  }
}
