package dev.ijen.operator.revision;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what is dear to find out again. It forgets everything when it is full, which costs time
 * and nothing else. For any thread.
 *
 * @param <K> what the answer depends on
 * @param <V> the answer
 */
public final class Memory<K, V> {
  private static final int MAX = 20_000;

  private final Map<K, V> answers = new ConcurrentHashMap<>();

  /** The answer, if it is known. */
  public Optional<V> recall(K question) {
    return Optional.ofNullable(answers.get(question));
  }

  /** Keeps an answer. */
  public void remember(K question, V answer) {
    if (answers.size() >= MAX) {
      answers.clear();
    }
    answers.put(question, answer);
  }
}
