package dev.ijen.machined.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers that apid has yet to write to its clients. */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  /** An apid that is gone must not hold a change up for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<String, CompletableFuture<Boolean>> open = new ConcurrentHashMap<>();

  /** A call begins whose answer apid will report. */
  void expect(String id) {
    open.put(id, new CompletableFuture<>());
  }

  /** apid has written the answer, or its client is gone. */
  void written(String id) {
    CompletableFuture<Boolean> answer = open.get(id);
    if (answer != null) {
      answer.complete(true);
    }
  }

  /** Waits until the answer is written, for 3 s at most. */
  void await(String id) {
    CompletableFuture<Boolean> answer = open.get(id);
    try {
      if (answer != null) {
        answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      log.atWarn().log("apid did not say that an answer is written, going on");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(id);
    }
  }
}
