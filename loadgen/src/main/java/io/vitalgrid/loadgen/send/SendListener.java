package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.event.Event;

/** Is told of each event just before it is sent, on the sending thread. */
@FunctionalInterface
public interface SendListener {
  /**
   * An event is on its way.
   *
   * @param event valid during the call only
   * @param dueNanos the intended send time on the run's ticker
   * @param intendedMs the same in epoch milliseconds: the record's timestamp
   * @param answerable whether a prediction of its own must come
   */
  void sending(Event event, long dueNanos, long intendedMs, boolean answerable);
}
