/* The hardware watchdog: armed before anything can hang, fed only while machined shows that it is alive. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/watchdog.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Until machined says something else. START covers a JVM that starts under emulation on a busy host. */
enum { TIMEOUT_SECONDS = 60, FEED_SECONDS = 5, START_SECONDS = 300 };

static const char inherited[] = "IJEN_WATCHDOG_FD"; /* from stage 1 to stage 2, over execve(2) */

static struct {
	int fd;
	char device[64];
	int timeout, feed; /* seconds; feed is how often supervise() comes here */
	int patience;      /* seconds that machined may be silent */
	bool reset;        /* it was the watchdog that restarted this machine */
	char beat[128];    /* what machined wrote last */
	time_t since;      /* when that changed; CLOCK_MONOTONIC */
	bool starving;
} dog = {.fd = -1, .feed = FEED_SECONDS, .patience = START_SECONDS};

static void set_timeout(int seconds) {
	/* a device that cannot do this keeps its own: one that is no watchdog at all is a test's */
	if (ioctl(dog.fd, WDIOC_SETTIMEOUT, &seconds) == -1 && errno != ENOTTY)
		say("WDIOC_SETTIMEOUT %d on %s: %s", seconds, dog.device, strerror(errno));
	dog.timeout = seconds;
}

static void open_device(const char *device) {
	int fd = open(device, O_WRONLY);
	if (fd == -1) {
		if (errno != ENOENT)
			say("open %s: %s", device, strerror(errno));
		return;
	}
	if (dog.fd != -1) {
		(void)!write(dog.fd, "V", 1); /* the one before is disarmed: watchdog-api, magic close */
		close(dog.fd);
	}
	dog.fd = fd;
	snprintf(dog.device, sizeof dog.device, "%s", device);
	int status = 0;
	if (ioctl(fd, WDIOC_GETBOOTSTATUS, &status) == 0)
		dog.reset = status & WDIOF_CARDRESET;
}

void watchdog_arm(void) {
	open_device("/dev/watchdog");
	if (dog.fd == -1)
		return;
	set_timeout(TIMEOUT_SECONDS);
	char number[12];
	snprintf(number, sizeof number, "%d", dog.fd);
	setenv(inherited, number, 1);
	say("watchdog: %s restarts the machine %d s after a hang", dog.device, dog.timeout);
}

/* Takes over what stage 1 armed, or arms what has appeared since. */
void watchdog_take_over(void) {
	const char *number = getenv(inherited);
	if (number) {
		dog.fd = atoi(number);
		snprintf(dog.device, sizeof dog.device, "/dev/watchdog");
		dog.timeout = TIMEOUT_SECONDS;
		int status = 0;
		if (ioctl(dog.fd, WDIOC_GETBOOTSTATUS, &status) == 0)
			dog.reset = status & WDIOF_CARDRESET;
	} else {
		watchdog_arm();
	}
	if (dog.fd != -1)
		fcntl(dog.fd, F_SETFD, FD_CLOEXEC); /* not for machined */
}

void watchdog_open(const char *device) {
	open_device(device);
	if (dog.fd != -1)
		set_timeout(TIMEOUT_SECONDS);
}

/* Tells machined: device, timeout and feed interval in seconds, whether the watchdog restarted the machine. */
static void tell(const char *run) {
	char path[256], text[128];
	snprintf(path, sizeof path, "%s/watchdog", run);
	snprintf(text, sizeof text, "%s %d %d %d\n", dog.device, dog.timeout, dog.feed, dog.reset);
	if (mkdir(run, 0755) == -1 && errno != EEXIST)
		say("mkdir %s: %s", run, strerror(errno));
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd == -1 || write(fd, text, strlen(text)) == -1)
		say("write %s: %s", path, strerror(errno));
	if (fd != -1)
		close(fd);
}

/* "beat device timeout feed patience", seconds; anything else is no sign of life. */
static void obey(const char *run, const char *line) {
	char device[64];
	int timeout, feed, patience;
	if (sscanf(line, "%*u %63s %d %d %d", device, &timeout, &feed, &patience) != 4 || timeout < 1 || feed < 1 ||
	    feed >= timeout || patience < feed) {
		say("heartbeat: %.100s is not beat device timeout feed patience", line);
		return;
	}
	bool changed = strcmp(device, dog.device) != 0 || timeout != dog.timeout || feed != dog.feed;
	if (strcmp(device, dog.device) != 0)
		open_device(device);
	if (changed)
		set_timeout(timeout);
	dog.feed = feed;
	dog.patience = patience;
	if (changed)
		tell(run);
}

/* Looks for a sign of life: machined writes another line each time. */
static void listen(const char *run, time_t now) {
	char path[256], line[sizeof dog.beat];
	snprintf(path, sizeof path, "%s/heartbeat", run);
	if (!read_text(path, line, sizeof line) || !*line || strcmp(line, dog.beat) == 0)
		return;
	strcpy(dog.beat, line);
	dog.since = now;
	obey(run, line);
}

void watchdog_start(const char *run, time_t now) {
	if (dog.fd == -1)
		return;
	dog.since = now;
	dog.patience = START_SECONDS;
	tell(run);
}

void watchdog_feed(const char *run, time_t now) {
	if (dog.fd == -1)
		return;
	listen(run, now);
	bool starve = now - dog.since > dog.patience;
	if (starve && !dog.starving)
		say("machined is silent for %ld s: the watchdog is fed no more", (long)(now - dog.since));
	dog.starving = starve;
	if (!starve && write(dog.fd, "", 1) == -1)
		say("feed %s: %s", dog.device, strerror(errno));
}

int watchdog_interval(void) {
	return dog.feed;
}
