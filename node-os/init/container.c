/* The mounts of container mode: the same file system as a machine's, on a host's kernel that must not notice. */
#include "init.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static void bind(const char *source, const char *target, unsigned long flags) {
	mount_at(source, target, NULL, MS_BIND | MS_REC, NULL);
	mount_at(source, target, NULL, MS_BIND | MS_REMOUNT | flags, NULL);
}

/* Host sysctls are out of reach; those of our network namespace are ours. */
static void mount_proc(void) {
	mount_at("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	bind("proc/sys", "proc/sys", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC);
	bind("proc/sys/net", "proc/sys/net", MS_NOSUID | MS_NODEV | MS_NOEXEC);
	if (access("proc/sysrq-trigger", F_OK) == 0) /* CONFIG_MAGIC_SYSRQ */
		bind("proc/sysrq-trigger", "proc/sysrq-trigger", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC);
}

static void make_device(const char *path, mode_t mode, unsigned major, unsigned minor) {
	if (mknod(path, S_IFCHR | mode, makedev(major, minor)) == -1 || chmod(path, mode) == -1)
		die("mknod %s: %s", path, strerror(errno));
}

static void make_link(const char *target, const char *path) {
	if (symlink(target, path) == -1)
		die("symlink %s: %s", path, strerror(errno));
}

static void mount_dev(void) {
	mount_at("tmpfs", "dev", "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=0755,size=64k");
	make_device("dev/null", 0666, 1, 3);
	make_device("dev/zero", 0666, 1, 5);
	make_device("dev/full", 0666, 1, 7);
	make_device("dev/random", 0666, 1, 8);
	make_device("dev/urandom", 0666, 1, 9);
	make_device("dev/kmsg", 0600, 1, 11);
	make_device("dev/tty", 0666, 5, 0);
	make_link("/proc/self/fd", "dev/fd");
	make_link("pts/ptmx", "dev/ptmx");
	make_dir("dev/pts");
	mount_at("devpts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,mode=0620,gid=5,ptmxmode=0666");
	make_dir("dev/shm");
	mount_at("tmpfs", "dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
}

/* One line of /proc/self/cgroup is "id:controllers:path"; v2 has id 0 and no controllers. cgroups(7) */
static void mount_hierarchy(char *controllers, bool unified) {
	char path[128];
	if (unified) {
		mount_at("cgroup2", "sys/fs/cgroup", "cgroup2", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
		return;
	}
	const char *name = strncmp(controllers, "name=", 5) == 0 ? controllers + 5 : controllers;
	snprintf(path, sizeof path, "sys/fs/cgroup/%s", *controllers ? name : "unified");
	make_dir(path);
	mount_at("cgroup", path, *controllers ? "cgroup" : "cgroup2", MS_NOSUID | MS_NODEV | MS_NOEXEC,
	         *controllers ? controllers : NULL);
}

/* Mounts what the host has; the cgroup namespace shows of each hierarchy only the part we were started in. */
static void mount_cgroups(void) {
	FILE *file = fopen("/proc/self/cgroup", "re");
	if (!file)
		die("open /proc/self/cgroup: %s", strerror(errno));
	char line[512];
	bool first = true;
	while (fgets(line, sizeof line, file)) {
		char *rest, *id = strtok_r(line, ":", &rest), *controllers = strsep(&rest, ":");
		if (!id || !controllers)
			die("/proc/self/cgroup: a line without three fields");
		bool unified = first && strcmp(id, "0") == 0;
		if (first && !unified)
			mount_at("tmpfs", "sys/fs/cgroup", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=0755");
		mount_hierarchy(controllers, unified);
		first = false;
	}
	fclose(file);
}

void enter_container(const struct container *c) {
	if (sethostname(c->hostname, strlen(c->hostname)) == -1)
		die("sethostname %s: %s", c->hostname, strerror(errno));
	mount_at("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
	bind(c->root, c->root, MS_RDONLY);
	if (chdir(c->root) == -1)
		die("chdir %s: %s", c->root, strerror(errno));
	mount_proc();
	mount_at("sysfs", "sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount_cgroups();
	mount_at("sysfs", "sys", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount_dev();
	mount_at("tmpfs", "run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755");
	mount_at("tmpfs", "tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
	mount_at("tmpfs", "system", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755");
	make_dir("system/etc");
	make_dir("system/run");
	make_dir("system/state");
	bind(c->state, "system/state", MS_NOSUID | MS_NODEV | MS_NOEXEC);
	bind(c->var, "var", MS_NOSUID | MS_NODEV);
	if (c->image_cache) {
		make_dir("system/image-cache");
		bind(c->image_cache, "system/image-cache", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC);
	}
	/* the old root ends up below the new one and goes with its last user; pivot_root(2) */
	if (syscall(SYS_pivot_root, ".", ".") == -1 || umount2(".", MNT_DETACH) == -1 || chdir("/") == -1)
		die("pivot_root %s: %s", c->root, strerror(errno));
	mount_at("none", "/", NULL, MS_REC | MS_SHARED, NULL);
}
