package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeResult;
import dev.ijen.client.Parallel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** A command that calls nodes: opens the session, prints failures per node, counts them. */
abstract class NodeCommand implements Callable<Integer> {
  private final Root root;
  private int failures;

  NodeCommand(Root root) {
    this.root = root;
  }

  /** Does the command's work. */
  abstract void run(Session session)
      throws NodeCallException, UsageException, IOException, InterruptedException;

  /** How the command reaches nodes; those with {@code --insecure} decide by it. */
  Session open() throws NodeCallException, UsageException, IOException {
    return Session.secure(root);
  }

  @Override
  public final Integer call() throws Exception {
    try (Session session = open()) {
      run(session);
    }
    return failures == 0 ? 0 : 1;
  }

  final Root root() {
    return root;
  }

  final Shell shell() {
    return root.shell();
  }

  /** Runs a task on each node, and prints answers in the order of the nodes. */
  final <T> void each(Session session, Parallel.Task<T> task, BiConsumer<String, T> print)
      throws InterruptedException {
    List<NodeResult<T>> results = session.each(task);
    for (NodeResult<T> result : results) {
      switch (result) {
        case NodeResult.Answer<T>(String node, T value) -> print.accept(node, value);
        case NodeResult.Failure<T>(String _, NodeCallException cause) ->
            failed(String.valueOf(cause.getMessage()));
      }
    }
  }

  /** Work on the stream of one node, which prints as it reads. */
  @FunctionalInterface
  interface Reader {
    /** Reads to the end. */
    void read(String name, NodeCalls node) throws NodeCallException, InterruptedException;
  }

  /** Reads a stream of each node at the same time. */
  final void stream(Session session, Reader reader) throws InterruptedException {
    each(
        session,
        node -> {
          reader.read(node.name(), node);
          return true;
        },
        (_, _) -> {});
  }

  /** Tells of something that failed; the rest goes on and the exit code remembers. */
  final void failed(String message) {
    failures++;
    shell().err().println("error: " + message);
  }
}
