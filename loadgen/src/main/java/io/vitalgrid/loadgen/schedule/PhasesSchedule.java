package io.vitalgrid.loadgen.schedule;

import java.time.Duration;
import java.util.List;

/** One schedule after the other, each with times of its own. */
final class PhasesSchedule implements Schedule {
  private final List<Schedule> schedules;
  private final List<Duration> durations;
  private int phase;
  private long offsetNanos;

  PhasesSchedule(List<Schedule> schedules, List<Duration> durations) {
    this.schedules = schedules;
    this.durations = durations;
  }

  @Override
  public long nextNanos() {
    while (phase < schedules.size()) {
      long nanos = schedules.get(phase).nextNanos();
      if (nanos != END) {
        return offsetNanos + nanos;
      }
      offsetNanos += durations.get(phase++).toNanos();
    }
    return END;
  }
}
