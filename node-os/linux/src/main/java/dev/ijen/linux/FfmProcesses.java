package dev.ijen.linux;

/** Processes of the running kernel. */
final class FfmProcesses implements Processes {
  /** linux/prctl.h. */
  static final long PR_SET_CHILD_SUBREAPER = 36;

  @Override
  public void kill(long pid, Signal signal) throws ErrnoException {
    Syscall.call("kill", signal + " to " + pid, Syscall.KILL, pid, signal.number());
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public int uid() {
    try {
      return (int) Syscall.call("getuid", "", Syscall.GETUID);
    } catch (ErrnoException e) {
      throw new AssertionError("getuid(2) never fails", e);
    }
  }

  @Override
  public void becomeSubreaper() throws ErrnoException {
    Syscall.call("prctl", "PR_SET_CHILD_SUBREAPER", Syscall.PRCTL, PR_SET_CHILD_SUBREAPER, 1);
  }
}
