/*
 * Holds the namespaces of a pod: pid 1 of its sandbox. It reaps orphans, which it gets when the pod
 * shares its PID namespace, and ends with status 0 on SIGINT and SIGTERM, at once and quietly.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

static void reap(void) /* waitpid(2): several children may have ended behind one SIGCHLD */
{
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
}

int main(void)
{
	sigset_t wanted;
	sigemptyset(&wanted);
	sigaddset(&wanted, SIGCHLD);
	sigaddset(&wanted, SIGINT);
	sigaddset(&wanted, SIGTERM);
	if (sigprocmask(SIG_BLOCK, &wanted, NULL) == -1) {
		perror("sigprocmask");
		return 1;
	}
	for (;;) {
		switch (sigwaitinfo(&wanted, NULL)) { /* -1 with EINTR: a signal that nobody blocked */
		case SIGCHLD: reap(); break;
		case SIGINT:
		case SIGTERM: return 0;
		}
	}
}
