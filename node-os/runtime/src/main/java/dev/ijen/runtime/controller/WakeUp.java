package dev.ijen.runtime.controller;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A flag that any thread raises and one thread waits for: many wake-ups become one. */
final class WakeUp {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();

  @GuardedBy("lock")
  private boolean pending;

  void raise() {
    lock.lock();
    try {
      pending = true;
      raised.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the flag is raised, and lowers it. */
  void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!pending) {
        raised.await();
      }
      pending = false;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the flag is raised, or for this long, and lowers it. */
  void await(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!pending && left > 0) {
        left = raised.awaitNanos(left);
      }
      pending = false;
    } finally {
      lock.unlock();
    }
  }
}
