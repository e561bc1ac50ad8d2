/* Mounting, and the mounts of a whole machine. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

void mount_at(const char *source, const char *target, const char *type, unsigned long flags, const char *data) {
	if (mount(source, target, type, flags, data) == -1)
		die("mount %s on %s: %s", source, target, strerror(errno));
}

void make_dir(const char *path) {
	if (mkdir(path, 0755) == -1 && errno != EEXIST)
		die("mkdir %s: %s", path, strerror(errno));
}

void write_file(const char *path, const char *text) {
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd == -1 || write(fd, text, strlen(text)) == -1)
		die("write %s to %s: %s", text, path, strerror(errno));
	close(fd);
}

/* Moves us into a leaf and hands every controller down: a cgroup with processes may not have both. cgroups(7) */
static void delegate_controllers(void) {
	make_dir("/sys/fs/cgroup/init");
	write_file("/sys/fs/cgroup/init/cgroup.procs", "0");
	FILE *file = fopen("/sys/fs/cgroup/cgroup.controllers", "re");
	if (!file)
		die("open cgroup.controllers: %s", strerror(errno));
	char controller[64], enable[66];
	while (fscanf(file, "%63s", controller) == 1) {
		snprintf(enable, sizeof enable, "+%s", controller);
		write_file("/sys/fs/cgroup/cgroup.subtree_control", enable);
	}
	fclose(file);
}

void mount_machine(void) {
	const unsigned long safe = MS_NOSUID | MS_NODEV, data = safe | MS_NOEXEC;
	mount_at("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, "mode=0755");
	mount_at("proc", "/proc", "proc", data, NULL);
	mount_at("sysfs", "/sys", "sysfs", data, NULL);
	make_dir("/dev/pts");
	mount_at("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "mode=0620,gid=5,ptmxmode=0666");
	make_dir("/dev/shm");
	mount_at("tmpfs", "/dev/shm", "tmpfs", safe, "mode=1777");
	mount_at("pstore", "/sys/fs/pstore", "pstore", data, NULL);
	mount_at("cgroup2", "/sys/fs/cgroup", "cgroup2", data, "nsdelegate,memory_recursiveprot");
	mount_at("tmpfs", "/run", "tmpfs", safe, "mode=0755,size=20%");
	mount_at("tmpfs", "/tmp", "tmpfs", safe, "mode=1777,size=20%");
	mount_at("tmpfs", "/system", "tmpfs", safe, "mode=0755,size=5%");
	static const char *const below[] = {"/system/etc", "/system/run", "/system/state"};
	for (size_t i = 0; i < LENGTH(below); i++)
		make_dir(below[i]);
	mount_at("none", "/", NULL, MS_REC | MS_SHARED, NULL);
	delegate_controllers();
	const struct rlimit files = {1048576, 1048576};
	if (setrlimit(RLIMIT_NOFILE, &files) == -1)
		die("setrlimit RLIMIT_NOFILE: %s", strerror(errno));
}

/* Where the firmware keeps its variables; a machine without such firmware has no such folder. */
void mount_firmware_variables(void) {
	static const char folder[] = "/sys/firmware/efi/efivars";
	if (access(folder, F_OK) == 0 && mount("efivarfs", folder, "efivarfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) == -1)
		say("mount efivarfs on %s: %s", folder, strerror(errno));
}
