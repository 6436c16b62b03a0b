package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.event.Event;

/** Is told of each event just before it is sent, on the sending thread. */
@FunctionalInterface
public interface SendListener {
  /** Hears nothing. */
  SendListener NONE = (event, dueNanos) -> {};

  /**
   * An event is on its way.
   *
   * @param event valid during the call only
   * @param dueNanos the intended send time on the run's ticker
   */
  void sending(Event event, long dueNanos);
}
