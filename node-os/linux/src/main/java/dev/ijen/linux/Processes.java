package dev.ijen.linux;

/** Processes and what this one is to the kernel. */
public interface Processes {

  /**
   * Sends a signal.
   *
   * @param pid a process, or minus a process group
   * @throws ErrnoException {@code ESRCH} when it is gone, {@code EPERM}
   * @see <a href="https://man7.org/linux/man-pages/man2/kill.2.html">kill(2)</a>
   */
  void kill(long pid, Signal signal) throws ErrnoException;

  /** The process id of this process in its PID namespace. */
  long pid();

  /** The real user id of this process. */
  int uid();

  /**
   * Makes orphaned descendants children of this process instead of PID 1.
   *
   * @see <a
   *     href="https://man7.org/linux/man-pages/man2/PR_SET_CHILD_SUBREAPER.2const.html">PR_SET_CHILD_SUBREAPER(2const)</a>
   */
  void becomeSubreaper() throws ErrnoException;
}
