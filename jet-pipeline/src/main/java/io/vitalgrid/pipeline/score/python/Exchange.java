package io.vitalgrid.pipeline.score.python;

import com.hazelcast.core.HazelcastInstance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One member's place where a batch is laid down to be scored by Python, and its risks are picked
 * up. One batch at a time; it stays until it is answered, so a job that starts anew takes it again.
 */
final class Exchange {
  /**
   * @param batch its number, 1 or more
   * @param text as {@link Wire} writes it
   */
  record Question(long batch, String text, CompletableFuture<String> answer) {}

  private final AtomicLong batches = new AtomicLong();
  private volatile Question question;

  /** The member's for one model. */
  static Exchange of(HazelcastInstance member, String modelId) {
    return (Exchange)
        member
            .getUserContext()
            .computeIfAbsent("vitalgrid.python." + modelId, any -> new Exchange());
  }

  /** Numbers grow for as long as the member lives, whoever asks. */
  long nextBatch() {
    return batches.incrementAndGet();
  }

  CompletableFuture<String> ask(long batch, String text) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    question = new Question(batch, text, answer);
    return answer;
  }

  /** What has been asked after this batch, or null. */
  Question after(long batch) {
    Question asked = question;
    return asked != null && asked.batch > batch ? asked : null;
  }

  /** Takes an answer; one to an older question is of no use any more. */
  void answer(String line) {
    Question asked = question;
    if (asked != null && Wire.batch(line) == asked.batch) {
      asked.answer.complete(line);
    }
  }
}
