/*
 * PID 1 of a machine with one disk for each argument: does with the entries of the EFI partition of
 * the n-th disk what the n-th argument says, by the kernel's own vfat, and powers off.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ONLY "/efi/EFI/Linux/ijen-000001-a+3.efi"
#define ALONE "/efi/EFI/Linux/ijen-000001-a.efi"
#define TMP "/efi/EFI/Linux/ijen-b.tmp"
#define TRIAL "/efi/EFI/Linux/ijen-000002-b+3.efi"

static void check(long result, const char *what) {
	if (result >= 0)
		return;
	printf("failed: %s: %s\n", what, strerror(errno));
	reboot(RB_POWER_OFF);
}

static void sync_of(const char *path) {
	int fd = open(path, O_RDONLY);
	check(fd, path);
	check(fsync(fd), path);
	close(fd);
}

static void copy(const char *from, const char *to) {
	static char bytes[1 << 16];
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT, 0644);
	check(in, from);
	check(out, to);
	for (ssize_t n; (n = read(in, bytes, sizeof bytes)) > 0;)
		check(write(out, bytes, (size_t)n), to);
	close(in);
	close(out);
}

static void fill(int disk, int partition, const char *image) {
	char device[32];
	snprintf(device, sizeof device, "/dev/vd%c%d", 'a' + disk, partition);
	copy(image, device);
	sync_of(device);
}

static void rename_safely(const char *from, const char *to) {
	check(rename(from, to), to);
	sync_of(to);
	sync_of("/efi/EFI/Linux");
}

static void protocol(int disk, const char *name) {
	if (!strcmp(name, "upgrade")) {
		fill(disk, 3, "/new.root");
		copy("/new.efi", TMP);
		sync_of(TMP);
		rename_safely(TMP, TRIAL);
	} else if (!strcmp(name, "early-rename")) {
		fill(disk, 3, "/new.root");
		copy("/new.efi", TMP);
		check(rename(TMP, TRIAL), TRIAL);
	} else if (!strcmp(name, "keep-alone")) {
		copy(ONLY, TMP);
		sync_of(TMP);
		rename_safely(TMP, ALONE);
		check(unlink(ONLY), ONLY);
		sync_of("/efi/EFI/Linux");
	} else if (!strcmp(name, "rename-the-only-one")) {
		check(rename(ONLY, ALONE), ALONE);
		sync_of("/efi/EFI/Linux");
	} else if (!strcmp(name, "running-slot")) {
		fill(disk, 2, "/new.root");
	} else {
		errno = EINVAL;
		check(-1, name);
	}
}

static void load(const char *path) {
	int fd = open(path, O_RDONLY);
	check(fd, path);
	/* 4 is MODULE_INIT_COMPRESSED_FILE, finit_module(2) */
	if (syscall(SYS_finit_module, fd, "", strstr(path, ".xz") ? 4 : 0) && errno != EEXIST)
		check(-1, path);
	close(fd);
}

int main(int count, char **names) {
	char line[256], device[32];
	mkdir("/dev", 0755);
	mount("dev", "/dev", "devtmpfs", 0, NULL);
	int console = open("/dev/console", O_RDWR);
	dup2(console, 1);
	setbuf(stdout, NULL);
	FILE *modules = fopen("/modules", "r");
	check(modules ? 0 : -1, "/modules");
	while (fgets(line, sizeof line, modules)) {
		line[strcspn(line, "\n")] = 0;
		load(line);
	}
	mkdir("/efi", 0755);
	for (int i = 1; i < count; i++) {
		snprintf(device, sizeof device, "/dev/vd%c1", 'a' + i - 1);
		check(mount(device, "/efi", "vfat", 0, "iocharset=ascii"), device);
		protocol(i - 1, names[i]);
		check(umount("/efi"), device);
		printf("done: %s\n", names[i]);
	}
	sync();
	reboot(RB_POWER_OFF);
	return 0;
}
