/*
 * PID 1 of the node and of its initramfs.
 *
 *   init                        pid 1 of the initramfs (found as /init) or of the root (found as /sbin/init)
 *   init --container --root DIR --state DIR --var DIR --hostname NAME --cmdline "WORDS" [--image-cache DIR]
 *                               pid 1 of new mount, PID, UTS, IPC and cgroup namespaces
 *   init --supervise RUN COMMAND…
 *                               supervises COMMAND as if it were machined, RUN in place of /run/ijen; mounts nothing;
 *                               IJEN_WATCHDOG names a file in place of /dev/watchdog
 */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

static bool machine; /* this process is pid 1 of a whole machine: a fatal error restarts it */

static const char run[] = "/run/ijen";
static char *const machined[] = {"/usr/lib/ijen/java/bin/java", "@/usr/lib/ijen/machined.args", NULL};

/* One line to the kernel log, which prints it on the console with a time stamp; to stderr where there is none. */
static void emit(int level, const char *format, va_list arguments) {
	char line[512];
	int prefix = snprintf(line, sizeof line, "<%d>init: ", level);
	int body = vsnprintf(line + prefix, sizeof line - (size_t)prefix - 1, format, arguments);
	size_t length = (size_t)(prefix + body);
	if (length > sizeof line - 2)
		length = sizeof line - 2;
	line[length++] = '\n';
	int kmsg = machine ? open("/dev/kmsg", O_WRONLY | O_CLOEXEC) : -1;
	if (kmsg == -1 || write(kmsg, line, length) == -1)
		(void)!write(STDERR_FILENO, line + 3, length - 3);
	if (kmsg != -1)
		close(kmsg);
}

void say(const char *format, ...) {
	va_list arguments;
	va_start(arguments, format);
	emit(6, format, arguments);
	va_end(arguments);
}

void die(const char *format, ...) {
	va_list arguments;
	va_start(arguments, format);
	emit(2, format, arguments);
	va_end(arguments);
	if (!machine)
		exit(1);
	say("restarting in 5 s");
	sleep(5);
	sync();
	reboot(RB_AUTOBOOT);
	_exit(1); /* the kernel panics, and panic=5 restarts */
}

static struct container container_options(int argc, char *argv[]) {
	static const struct option known[] = {
		{"container", no_argument, NULL, 'c'}, {"root", required_argument, NULL, 'r'},
		{"state", required_argument, NULL, 's'}, {"var", required_argument, NULL, 'v'},
		{"hostname", required_argument, NULL, 'h'}, {"cmdline", required_argument, NULL, 'l'},
		{"image-cache", required_argument, NULL, 'i'}, {0}};
	struct container c = {0};
	for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
		switch (option) {
		case 'c': break;
		case 'r': c.root = optarg; break;
		case 's': c.state = optarg; break;
		case 'v': c.var = optarg; break;
		case 'h': c.hostname = optarg; break;
		case 'l': c.cmdline = optarg; break;
		case 'i': c.image_cache = optarg; break;
		default: exit(2); /* getopt has said why */
		}
	}
	if (!c.root || !c.state || !c.var || !c.hostname || !c.cmdline || optind != argc) {
		fputs("usage: init --container --root DIR --state DIR --var DIR --hostname NAME --cmdline WORDS"
		      " [--image-cache DIR]\n", stderr);
		exit(2);
	}
	return c;
}

/* A fixed environment for machined: nothing of the kernel's or the host's leaks in. */
static void set_environment(const char *cmdline) {
	if (clearenv() != 0 || setenv("PATH", "/usr/sbin:/usr/bin", 1) == -1 || setenv("LANG", "C.UTF-8", 1) == -1 ||
	    setenv("MALLOC_ARENA_MAX", "1", 1) == -1)
		die("setenv: %s", strerror(errno));
	if (cmdline && setenv("IJEN_CMDLINE", cmdline, 1) == -1)
		die("setenv IJEN_CMDLINE: %s", strerror(errno));
}

int main(int argc, char *argv[]) {
	if (argc > 3 && strcmp(argv[1], "--supervise") == 0) {
		const char *device = getenv("IJEN_WATCHDOG");
		if (device)
			watchdog_open(device);
		supervise(argv + 3, argv[2], false);
	}
	if (argc > 1 && strcmp(argv[1], "--container") == 0) {
		struct container c = container_options(argc, argv);
		if (getpid() != 1)
			die("--container: not pid 1 of a PID namespace");
		enter_container(&c);
		set_environment(c.cmdline);
		supervise(machined, run, false);
	}
	if (getpid() != 1) {
		fputs("init: runs as pid 1, or with --container or --supervise\n", stderr);
		return 2;
	}
	machine = true; /* whatever else stands on the kernel's command line is not for us */
	if (access("/modules.order.ijen", F_OK) == 0)
		stage1();
	mount_machine();
	watchdog_take_over();
	load_modules("/usr/lib/ijen/modules.load");
	mount_firmware_variables();
	set_environment(NULL);
	supervise(machined, run, true);
}
