/* What init of a release that is broken on purpose does in place of starting machined. Linked with --wrap=fork. */
#include "init.h"

#include <unistd.h>

pid_t __wrap_fork(void);

pid_t __wrap_fork(void) {
#if defined FAULT_PANIC
	say("this release panics on purpose");
	write_file("/proc/sysrq-trigger", "c"); /* the kernel dereferences NULL: admin-guide/sysrq */
#elif defined FAULT_HANG
	say("this release hangs on purpose"); /* the watchdog is open and is not fed any more */
#elif defined FAULT_INIT_DIES
	say("init of this release dies on purpose");
	_exit(1); /* the kernel panics: pid 1 must not end */
#else
#error "no fault"
#endif
	for (;;)
		pause(); /* every signal is blocked */
}
