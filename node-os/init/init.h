/* What the files of init share. See docs/architecture.md §3 for the contract, docs/guide/boot.md for the story. */
#ifndef IJEN_INIT_H
#define IJEN_INIT_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* What container mode was asked to build; every path is one of the host. */
struct container {
	const char *root, *state, *var, *hostname, *cmdline, *image_cache; /* the last may be NULL */
};

/* init.c */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* supervise.c: runs ARGV as machined for ever, leaves wishes for it in the folder RUN; does not return. */
_Noreturn void supervise(char *const argv[], const char *run, bool machine);

/* stage1.c: from the initramfs to the verified root; does not return. */
_Noreturn void stage1(void);
void load_modules(const char *list);

/* disk.c: waits for the partition of that GPT name on the disk that the loader came from; writes its node. */
void await_partition(const char *label, char *node, size_t size);
bool read_text(const char *path, char *buffer, size_t size);

/* watchdog.c: arm it once, take it over in the root, then feed it every watchdog_interval() seconds. */
void watchdog_arm(void);
void watchdog_take_over(void);
void watchdog_open(const char *device);
void watchdog_start(const char *run, time_t now);
void watchdog_feed(const char *run, time_t now);
int watchdog_interval(void);

/* mounts.c */
void mount_at(const char *source, const char *target, const char *type, unsigned long flags, const char *data);
void make_dir(const char *path);
void write_file(const char *path, const char *text);
void mount_machine(void);
void mount_firmware_variables(void);

/* container.c: the mounts of container mode; the root of the process has moved when it returns. */
void enter_container(const struct container *c);

#endif
