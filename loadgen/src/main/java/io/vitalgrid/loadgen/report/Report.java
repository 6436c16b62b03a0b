package io.vitalgrid.loadgen.report;

import java.util.Optional;
import org.HdrHistogram.Histogram;

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
   * @param latency of the predictions that came in this second, in microseconds; empty if it is not
   *     measured
   */
  record Second(
      long elapsedMs,
      long sent,
      long acked,
      long failed,
      double rate,
      double maxSendLagMs,
      Optional<Histogram> latency) {}
}
