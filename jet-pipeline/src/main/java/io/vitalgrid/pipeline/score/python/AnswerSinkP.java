package io.vitalgrid.pipeline.score.python;

import com.hazelcast.jet.core.AbstractProcessor;

/** Gives Python's answers to the member that asked, which is this one. */
final class AnswerSinkP extends AbstractProcessor {
  private final String modelId;
  private Exchange exchange;

  AnswerSinkP(String modelId) {
    this.modelId = modelId;
  }

  @Override
  protected void init(Context context) {
    exchange = Exchange.of(context.hazelcastInstance(), modelId);
  }

  @Override
  protected boolean tryProcess(int ordinal, Object item) {
    exchange.answer((String) item);
    return true;
  }
}
