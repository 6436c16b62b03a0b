package io.vitalgrid.pipeline.score.python;

import com.hazelcast.jet.core.AbstractProcessor;
import io.vitalgrid.pipeline.score.python.Exchange.Question;

/** Emits what this member wants scored; a new execution begins with what has no answer yet. */
final class QuestionSourceP extends AbstractProcessor {
  private final String modelId;
  private Exchange exchange;
  private long taken;

  QuestionSourceP(String modelId) {
    this.modelId = modelId;
  }

  @Override
  protected void init(Context context) {
    exchange = Exchange.of(context.hazelcastInstance(), modelId);
  }

  @Override
  public boolean complete() {
    Question question = exchange.after(taken);
    if (question != null && tryEmit(question.text())) {
      taken = question.batch();
    }
    return false;
  }
}
