/* From the initramfs to the root: modules, watchdog, dm-verity over the slot's partition, switch root. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MODULE_COMPRESSED = 4 }; /* MODULE_INIT_COMPRESSED_FILE, finit_module(2) */

static void load_module(const char *path) {
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		die("open %s: %s", path, strerror(errno));
	size_t length = strlen(path);
	int flags = length > 3 && strcmp(path + length - 3, ".xz") == 0 ? MODULE_COMPRESSED : 0;
	/* ENODEV: this machine has no such hardware (no firmware variables, an older processor) */
	if (syscall(SYS_finit_module, fd, "", flags) == -1 && errno != EEXIST && errno != ENODEV)
		die("finit_module %s: %s", path, strerror(errno));
	close(fd);
}

/* Loads the modules named in the file, one path a line, in this order. */
void load_modules(const char *list) {
	FILE *file = fopen(list, "re");
	if (!file)
		die("open %s: %s", list, strerror(errno));
	char line[256];
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		load_module(line);
	}
	fclose(file);
}

/* Finds the value of the word "KEY=" on the kernel's command line; VALUE has room for SIZE bytes. */
static void kernel_argument(const char *key, char *value, size_t size) {
	static char cmdline[4096];
	if (!read_text("/proc/cmdline", cmdline, sizeof cmdline))
		die("open /proc/cmdline: %s", strerror(errno));
	for (char *rest, *word = strtok_r(cmdline, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest)) {
		if (strncmp(word, key, strlen(key)) == 0 && strlen(word + strlen(key)) < size) {
			strcpy(value, word + strlen(key));
			return;
		}
	}
	die("kernel argument %s is missing or too long", key);
}

struct dm_request {
	struct dm_ioctl head;
	struct dm_target_spec target;
	char parameters[512];
};

static void device_mapper(int control, unsigned long request, const char *name, struct dm_request *r) {
	r->head.version[0] = DM_VERSION_MAJOR;
	r->head.data_size = sizeof *r;
	r->head.data_start = sizeof r->head;
	strcpy(r->head.name, "root");
	if (ioctl(control, request, r) == -1)
		die("%s: %s", name, strerror(errno));
}

/* Maps the partition through dm-verity as /dev/dm-0. VERITY is "blocks,hash start,root hash,salt" in 4096-byte blocks. */
static void open_verity(const char *partition, const char *verity) {
	unsigned long long blocks, hash_start;
	char root_hash[129], salt[129];
	if (sscanf(verity, "%llu,%llu,%128[0-9a-f],%128[0-9a-f]", &blocks, &hash_start, root_hash, salt) != 4)
		die("kernel argument ijen.verity: %s is not blocks,hash start,root hash,salt", verity);
	int control = open("/dev/mapper/control", O_RDWR | O_CLOEXEC);
	if (control == -1)
		die("open /dev/mapper/control: %s", strerror(errno));
	struct dm_request create = {0}, load = {0}, resume = {0};
	device_mapper(control, DM_DEV_CREATE, "DM_DEV_CREATE", &create);
	load.head.flags = DM_READONLY_FLAG;
	load.head.target_count = 1;
	load.target.length = blocks * 8;
	strcpy(load.target.target_type, "verity");
	snprintf(load.parameters, sizeof load.parameters, "1 %s %s 4096 4096 %llu %llu sha256 %s %s 1 restart_on_corruption",
	         partition, partition, blocks, hash_start, root_hash, salt);
	device_mapper(control, DM_TABLE_LOAD, "DM_TABLE_LOAD verity", &load);
	device_mapper(control, DM_DEV_SUSPEND, "DM_DEV_SUSPEND", &resume);
	close(control);
}

/* Moves to the new root; what the initramfs held is unlinked so that its memory is free again. */
static void switch_root(const char *root) {
	unlink("/init");
	static const char *const ours[] = {"/dev", "/sys", "/proc"};
	for (size_t i = 0; i < LENGTH(ours); i++) {
		if (umount2(ours[i], MNT_DETACH) == -1)
			die("umount %s: %s", ours[i], strerror(errno));
	}
	if (chdir(root) == -1 || mount(".", "/", NULL, MS_MOVE, NULL) == -1 || chroot(".") == -1)
		die("switch to %s: %s", root, strerror(errno));
}

static void attach_console(void) {
	int console = open("/dev/console", O_RDWR | O_NOCTTY);
	if (console == -1)
		return; /* no console is not a reason not to boot */
	for (int fd = 0; fd < 3; fd++)
		dup2(console, fd);
	if (console > 2)
		close(console);
}

void stage1(void) {
	make_dir("/proc");
	make_dir("/sys");
	make_dir("/dev");
	make_dir("/root");
	mount_at("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, "mode=0755");
	attach_console();
	mount_at("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount_at("sysfs", "/sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	say("stage 1: loading modules");
	load_modules("/modules.order.ijen");
	watchdog_arm();
	mount_firmware_variables();

	char slot[2], verity[512], node[80], label[] = "BOOT-A";
	kernel_argument("ijen.slot=", slot, sizeof slot);
	kernel_argument("ijen.verity=", verity, sizeof verity);
	label[5] = (char)(slot[0] - 'a' + 'A');
	await_partition(label, node, sizeof node);
	say("stage 1: root is %s on %s", label, node);
	open_verity(node, verity);
	mount_at("/dev/dm-0", "/root", "erofs", MS_RDONLY, NULL);
	switch_root("/root");
	execl("/sbin/init", "init", NULL);
	die("exec /sbin/init: %s", strerror(errno));
}
