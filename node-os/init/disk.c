/* Finding a partition by its GPT name, on the disk that the boot loader was read from. */
#include "init.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DEVICE_WAIT_MILLISECONDS = 10000, POLL_MILLISECONDS = 20 };
enum { ENTRIES_OFFSET = 1024, ENTRY_BYTES = 128, ENTRIES = 128, ID_OFFSET = 16, ID_BYTES = 16 }; /* UEFI 2.10, 5.3.3 */

/* Reads the file into BUFFER as a string; false if it is not there. */
bool read_text(const char *path, char *buffer, size_t size) {
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return false;
	ssize_t got, length = 0;
	while ((size_t)length < size - 1 && (got = read(fd, buffer + length, size - 1 - (size_t)length)) > 0)
		length += got;
	close(fd);
	buffer[length] = '\0';
	return true;
}

/*
 * The id of the partition that the loader was read from, as a partition table stores it; false if the loader does not
 * say. The variable has four bytes of attributes, then the id as UTF-16. systemd.io/BOOT_LOADER_INTERFACE
 */
static bool loader_partition(uint8_t id[ID_BYTES]) {
	static const char variable[] =
		"/sys/firmware/efi/efivars/LoaderDevicePartUUID-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";
	static const int place[ID_BYTES] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15}; /* UEFI 2.10, A */
	char wide[4 + 2 * 40];
	int fd = open(variable, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return false;
	ssize_t length = read(fd, wide, sizeof wide);
	close(fd);
	int digits = 0;
	for (ssize_t i = 4; i < length && digits < 2 * ID_BYTES; i += 2) {
		if (!isxdigit((unsigned char)wide[i]))
			continue; /* a dash */
		int value = isdigit((unsigned char)wide[i]) ? wide[i] - '0' : tolower((unsigned char)wide[i]) - 'a' + 10;
		uint8_t *byte = &id[place[digits / 2]];
		*byte = (uint8_t)(*byte << 4 | value);
		digits++;
	}
	return digits == 2 * ID_BYTES;
}

/* Whether the disk of a partition, named as in /sys/class/block, has a partition of that id. */
static bool on_disk_with(const char *partition, const uint8_t id[ID_BYTES]) {
	static uint8_t entries[ENTRIES * ENTRY_BYTES];
	char link[PATH_MAX], path[PATH_MAX];
	snprintf(link, sizeof link, "/sys/class/block/%s/..", partition);
	if (!realpath(link, path))
		return false;
	snprintf(link, sizeof link, "/dev/%s", strrchr(path, '/') + 1);
	int fd = open(link, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd == -1 ? -1 : pread(fd, entries, sizeof entries, ENTRIES_OFFSET);
	if (fd != -1)
		close(fd);
	for (size_t entry = 0; got == sizeof entries && entry < ENTRIES; entry++) {
		if (memcmp(entries + entry * ENTRY_BYTES + ID_OFFSET, id, ID_BYTES) == 0)
			return true;
	}
	return false;
}

/* Copies the value of KEY in the uevent text, e.g. DEVNAME=; false if there is none. */
static bool uevent_value(const char *text, const char *key, char *value, size_t size) {
	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		if (strncmp(line, key, strlen(key)) == 0) {
			line += strlen(key);
			snprintf(value, size, "%.*s", (int)strcspn(line, "\n"), line);
			return true;
		}
	}
	return false;
}

/*
 * Looks once for the partition of that GPT name; writes its node. The loader's disk is the one if the loader said which
 * that is; otherwise there must not be two of them.
 */
static bool find_partition(const char *label, const uint8_t *loader, char *node, size_t size) {
	DIR *blocks = opendir("/sys/class/block");
	if (!blocks)
		die("opendir /sys/class/block: %s", strerror(errno));
	bool found = false;
	for (struct dirent *entry; (entry = readdir(blocks));) {
		char path[sizeof "/sys/class/block//uevent" + 256], text[1024], name[64], device[64];
		snprintf(path, sizeof path, "/sys/class/block/%s/uevent", entry->d_name);
		if (!read_text(path, text, sizeof text) || !uevent_value(text, "PARTNAME=", name, sizeof name) ||
		    strcmp(name, label) != 0 || !uevent_value(text, "DEVNAME=", device, sizeof device))
			continue;
		if (loader && !on_disk_with(entry->d_name, loader))
			continue;
		if (found)
			die("partition %s exists twice: %s and /dev/%s", label, node, device);
		snprintf(node, size, "/dev/%s", device);
		found = true;
	}
	closedir(blocks);
	return found;
}

void await_partition(const char *label, char *node, size_t size) {
	uint8_t id[ID_BYTES] = {0};
	const uint8_t *loader = loader_partition(id) ? id : NULL;
	const struct timespec poll = {.tv_nsec = POLL_MILLISECONDS * 1000000L};
	for (int waited = 0; !find_partition(label, loader, node, size); waited += POLL_MILLISECONDS) {
		if (waited >= DEVICE_WAIT_MILLISECONDS)
			die("no partition is named %s", label);
		nanosleep(&poll, NULL);
	}
}
