package dev.ijen.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work on several nodes at once, a virtual thread each. */
public final class Parallel {
  /** Work against one node. */
  @FunctionalInterface
  public interface Task<T> {
    /** Does the work. */
    T run(NodeCalls node) throws NodeCallException, InterruptedException;
  }

  /** Finds the calls of a node by its name. */
  @FunctionalInterface
  public interface Locator {
    /** The calls that reach the node. */
    NodeCalls locate(String node) throws NodeCallException;
  }

  private Parallel() {}

  /**
   * Does the work on each node. A node that fails does not stop the others; an interrupt stops all.
   *
   * @return one result per node, in the order of the nodes
   */
  public static <T> List<NodeResult<T>> each(List<String> nodes, Locator locator, Task<T> task)
      throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<NodeResult<T>>>();
      for (String node : nodes) {
        running.add(executor.submit(() -> one(node, locator, task)));
      }
      return collect(running);
    }
  }

  private static <T> NodeResult<T> one(String node, Locator locator, Task<T> task)
      throws InterruptedException {
    try {
      return new NodeResult.Answer<>(node, task.run(locator.locate(node)));
    } catch (NodeCallException e) {
      return new NodeResult.Failure<>(node, e);
    }
  }

  private static <T> List<NodeResult<T>> collect(List<Future<NodeResult<T>>> running)
      throws InterruptedException {
    var results = new ArrayList<NodeResult<T>>();
    try {
      for (Future<NodeResult<T>> future : running) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("work on a node", e.getCause());
    } finally {
      running.forEach(future -> future.cancel(true));
    }
    return List.copyOf(results);
  }
}
