/* Keeps machined alive, reaps what others leave behind, and acts on machined's end. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REBOOT = 64, POWER_OFF = 65, HALT = 66 }; /* exit statuses of machined */
enum { ENDS = 5, WINDOW_SECONDS = 60, PAUSE_SECONDS = 1 };

static const char *run_folder;
static int wish; /* what a signal asked for, as an exit status; 0: nothing */

static time_t now(void) {
	struct timespec t;
	if (clock_gettime(CLOCK_MONOTONIC, &t) == -1)
		die("clock_gettime: %s", strerror(errno));
	return t.tv_sec;
}

static pid_t start(char *const argv[]) {
	sigset_t none;
	sigemptyset(&none);
	pid_t pid = fork();
	if (pid == -1)
		die("fork: %s", strerror(errno));
	if (pid > 0)
		return pid;
	setsid();
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL); /* execve(2) keeps ignored ones, as of nohup(1); two cannot be set */
	sigprocmask(SIG_SETMASK, &none, NULL);
	execv(argv[0], argv);
	say("exec %s: %s", argv[0], strerror(errno));
	_exit(127);
}

static bool reap(pid_t machined, int *status) { /* true once machined ended; waitpid(2) */
	for (bool ended = false;;) {
		int s;
		pid_t pid = waitpid(-1, &s, WNOHANG);
		if (pid == machined) {
			*status = s;
			ended = true;
		} else if (pid == 0 || (pid == -1 && errno != EINTR)) {
			return ended;
		}
	}
}

/* Leaves the wish where machined finds it and asks machined to end. */
static void ask(pid_t machined, int status, const char *word) {
	wish = status;
	char path[256];
	snprintf(path, sizeof path, "%s/shutdown", run_folder);
	if (mkdir(run_folder, 0755) == -1 && errno != EEXIST)
		say("mkdir %s: %s", run_folder, strerror(errno));
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd == -1 || write(fd, word, strlen(word)) == -1)
		say("write %s to %s: %s", word, path, strerror(errno));
	if (fd != -1)
		close(fd);
	kill(machined, SIGTERM);
}

static void on_signal(int signal, pid_t machined) {
	switch (signal) {
	case SIGTERM:
	case SIGPWR: ask(machined, POWER_OFF, "poweroff"); break;
	case SIGINT: ask(machined, REBOOT, "reboot"); break; /* also Ctrl-Alt-Del */
	case SIGHUP:
	case SIGQUIT:
	case SIGUSR1:
	case SIGUSR2: kill(machined, signal); break;
	default: break;
	}
}

/* Serves signals until machined ends; returns its wait status. The watchdog is fed only while machined lives. */
static int watch(pid_t machined) {
	sigset_t all;
	sigfillset(&all);
	watchdog_start(run_folder, now());
	for (int status;;) {
		const struct timespec feed = {.tv_sec = watchdog_interval()};
		int signal = sigtimedwait(&all, NULL, &feed);
		if (signal == -1 && errno != EAGAIN && errno != EINTR)
			die("sigtimedwait: %s", strerror(errno));
		if (reap(machined, &status))
			return status;
		if (signal > 0)
			on_signal(signal, machined);
		watchdog_feed(run_folder, now());
	}
}

/* The end of this system. In a container the status tells whoever started it what to do. */
static _Noreturn void finish(int status, bool machine) {
	if (getpid() == 1)
		kill(-1, SIGKILL); /* machined has stopped what it wants stopped in order */
	sync();
	if (!machine)
		exit(status);
	switch (status) {
	case POWER_OFF: reboot(RB_POWER_OFF); break;
	case HALT: reboot((int)RB_HALT_SYSTEM); break;
	default: reboot(RB_AUTOBOOT); break;
	}
	die("reboot(2): %s", strerror(errno));
}

/* Turns machined's end into what to do: an exit status from 64 to 66, or 0 for "start it again". */
static int judge(int status) {
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
	if (code >= REBOOT && code <= HALT)
		return code;
	if (WIFSIGNALED(status))
		say("machined was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		say("machined ended with status %d", code);
	return wish;
}

/* Records an end at time T; true if it is the fifth within the window. */
static bool too_often(time_t t) {
	static time_t ends[ENDS];
	static size_t count;
	ends[count++ % ENDS] = t;
	return count >= ENDS && t - ends[count % ENDS] < WINDOW_SECONDS;
}

void supervise(char *const argv[], const char *run, bool machine) {
	run_folder = run;
	sigset_t all;
	sigfillset(&all);
	if (sigprocmask(SIG_BLOCK, &all, NULL) == -1)
		die("sigprocmask: %s", strerror(errno));
	if (getpid() != 1 && prctl(PR_SET_CHILD_SUBREAPER, 1) == -1)
		die("prctl PR_SET_CHILD_SUBREAPER: %s", strerror(errno));
	if (machine)
		reboot(RB_DISABLE_CAD); /* Ctrl-Alt-Del becomes SIGINT */
	for (;;) {
		int next = judge(watch(start(argv)));
		if (next)
			finish(next, machine);
		if (too_often(now())) {
			say("machined ended %d times within %d s: restarting the system", ENDS, WINDOW_SECONDS);
			finish(REBOOT, machine);
		}
		say("starting machined again");
		sleep(PAUSE_SECONDS); /* signals stay pending meanwhile */
	}
}
