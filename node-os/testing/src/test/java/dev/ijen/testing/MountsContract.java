package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.MountEntry;
import dev.ijen.linux.MountFlag;
import dev.ijen.linux.Mounts;
import dev.ijen.linux.UnmountFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Mounts} promises. */
abstract class MountsContract {
  private static final Set<MountFlag> HARDENED =
      EnumSet.of(MountFlag.MS_NOSUID, MountFlag.MS_NODEV);

  @TempDir Path folder;

  private Path target = Path.of("");

  /** A mount table that the test may change. */
  abstract Mounts mounts();

  @BeforeEach
  void makeTarget() throws IOException {
    target = Files.createDirectory(folder.resolve("a target")); // the space is escaped in mountinfo
  }

  @AfterEach
  void unmountAll() throws IOException {
    while (mounts().mounted(target)) {
      mounts().unmount(target, EnumSet.of(UnmountFlag.MNT_DETACH));
    }
  }

  @Test
  void aFileSystemIsMountedAndListed() throws Exception {
    assertThat(mounts().mounted(target)).isFalse();

    mounts().mount("tmpfs", target, "tmpfs", HARDENED, "mode=0700");

    assertThat(mounts().mounted(target)).isTrue();
    MountEntry entry = entry();
    assertThat(entry.type()).isEqualTo("tmpfs");
    assertThat(entry.source()).isEqualTo("tmpfs");
    assertThat(entry.options()).contains("rw", "nosuid", "nodev").doesNotContain("noexec");
    assertThat(entry.readOnly()).isFalse();
  }

  @Test
  void aRemountMakesItReadOnly() throws Exception {
    mounts().mount("tmpfs", target, "tmpfs", HARDENED, "");

    mounts()
        .mount(
            "",
            target,
            "",
            EnumSet.of(MountFlag.MS_REMOUNT, MountFlag.MS_BIND, MountFlag.MS_RDONLY),
            "");

    assertThat(entry().readOnly()).isTrue();
    assertThat(entry().type()).isEqualTo("tmpfs");
    assertThat(mounts().list().stream().filter(e -> e.target().equals(target))).hasSize(1);
  }

  @Test
  void aFolderIsShownAtASecondPlaceWithItsFlags() throws Exception {
    Path source = Files.createDirectory(folder.resolve("source"));

    mounts().bind(source, target, EnumSet.of(MountFlag.MS_RDONLY, MountFlag.MS_NOSUID));

    assertThat(mounts().mounted(target)).isTrue();
    assertThat(entry().readOnly()).isTrue();
    assertThat(entry().options()).contains("nosuid");
    assertThat(mounts().mounted(source)).isFalse();
  }

  @Test
  void theTopmostMountIsTakenAway() throws Exception {
    mounts().mount("first", target, "tmpfs", Set.of(), "");
    mounts().mount("second", target, "tmpfs", Set.of(), "");

    mounts().unmount(target, Set.of());
    assertThat(entry().source()).isEqualTo("first");
    mounts().unmount(target, Set.of());
    assertThat(mounts().mounted(target)).isFalse();
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    Path nowhere = folder.resolve("nowhere");
    refused(Errno.EINVAL, () -> mounts().unmount(target, Set.of()))
        .hasMessage("umount2 " + target + ": EINVAL");
    refused(Errno.ENOENT, () -> mounts().mount("tmpfs", nowhere, "tmpfs", Set.of(), ""))
        .hasMessage("mount tmpfs on " + nowhere + ": ENOENT");
    refused(Errno.ENOENT, () -> mounts().bind(nowhere, target, Set.of()));
    refused(Errno.ENODEV, () -> mounts().mount("tmpfs", target, "nofs", Set.of(), ""));
    refused(
        Errno.EINVAL,
        () ->
            mounts()
                .mount("", target, "", EnumSet.of(MountFlag.MS_REMOUNT, MountFlag.MS_BIND), ""));
  }

  private MountEntry entry() throws IOException {
    return mounts().list().stream()
        .filter(entry -> entry.target().equals(target))
        .reduce((lower, upper) -> upper)
        .orElseThrow();
  }

  private static AbstractThrowableAssert<?, ?> refused(Errno errno, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
