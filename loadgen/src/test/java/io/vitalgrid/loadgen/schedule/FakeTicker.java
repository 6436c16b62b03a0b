package io.vitalgrid.loadgen.schedule;

/** A clock that moves only when it is slept on or moved. */
final class FakeTicker implements Ticker {
  long nowNanos;
  long sleeps;

  FakeTicker(long nowNanos) {
    this.nowNanos = nowNanos;
  }

  @Override
  public long nanos() {
    return nowNanos;
  }

  @Override
  public void sleep(long nanos) {
    sleeps++;
    nowNanos += nanos;
  }
}
