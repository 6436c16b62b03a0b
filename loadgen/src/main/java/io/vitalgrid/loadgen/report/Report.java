package io.vitalgrid.loadgen.report;

import io.vitalgrid.loadgen.measure.Probes;
import java.util.OptionalLong;

/** Where a run's progress and result go. */
public interface Report {
  /** About once a second. */
  void second(Second second);

  /** Once, at the end. */
  void end(Result result);

  /**
   * One second of a run; counts are since the start.
   *
   * @param elapsedMs since the start of the run
   * @param rate events sent in this second, per second
   * @param intendedRate what the schedule asked for at this moment
   * @param answerable events of which a prediction must come
   * @param seen of the system under load in this second
   */
  record Second(
      long elapsedMs,
      long sent,
      long acked,
      long failed,
      double rate,
      double intendedRate,
      double maxSendLagMs,
      long answerable,
      Probes.Seen seen) {

    /** Events whose prediction is still to come; empty if that is not measured. */
    public OptionalLong backlog() {
      return seen.answered().isPresent()
          ? OptionalLong.of(Math.max(0, answerable - seen.answered().get()))
          : OptionalLong.empty();
    }
  }
}
