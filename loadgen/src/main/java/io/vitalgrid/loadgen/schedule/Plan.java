package io.vitalgrid.loadgen.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phases of a run, one after the other. */
public final class Plan {
  /** Stands for a run that lasts until it is stopped. */
  private static final Duration WITHOUT_END = Duration.ofDays(36_500);

  private final List<Phase> phases;

  public Plan(List<Phase> phases) {
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("phases is empty, must have at least one");
    }
    this.phases = List.copyOf(phases);
  }

  /** One phase of evenly spaced events; without a duration until stopped. */
  public static Plan constant(int rate, Optional<Duration> duration) {
    Arrivals arrivals = new Arrivals.Constant(rate);
    return new Plan(List.of(Phase.of("constant", duration.orElse(WITHOUT_END), arrivals)));
  }

  public List<Phase> phases() {
    return phases;
  }

  /** Empty: until stopped. */
  public Optional<Duration> duration() {
    Duration sum = Duration.ZERO;
    for (Phase phase : phases) {
      sum = sum.plus(phase.duration());
    }
    return sum.compareTo(WITHOUT_END) < 0 ? Optional.of(sum) : Optional.empty();
  }

  /** The intended send times of the whole run. */
  public Schedule schedule(long seed) {
    List<Schedule> schedules = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      schedules.add(phase.arrivals().schedule(seed + i).until(phase.duration()));
    }
    return new PhasesSchedule(schedules, phases.stream().map(Phase::duration).toList());
  }

  /** The highest rate meant, looked at twenty times a second. */
  public double highestRate() {
    double highest = 0;
    for (Phase phase : phases) {
      double seconds = Math.min(phase.duration().toMillis() / 1e3, 86_400);
      for (double at = 0; at <= seconds; at += Math.max(0.05, seconds / 10_000)) {
        highest = Math.max(highest, phase.arrivals().ratePerSecond(at));
      }
      highest = Math.max(highest, phase.arrivals().ratePerSecond(seconds));
    }
    return highest;
  }

  /** Events of the whole run, counted one by one. */
  public long events(long seed) {
    Schedule schedule = schedule(seed);
    long events = 0;
    while (schedule.nextNanos() != Schedule.END) {
      events++;
    }
    return events;
  }

  /** The stretches in which devices are cut off, and then send what they kept. */
  public List<Outage> outages() {
    List<Outage> outages = new ArrayList<>();
    long startMs = 0;
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      long endMs = startMs + phase.duration().toMillis();
      if (phase.network().cutOffShare() > 0) {
        Phase next = phases.get(i + 1); // the flood: made together
        outages.add(
            new Outage(
                startMs,
                endMs,
                endMs + next.duration().toMillis(),
                phase.network().cutOffShare(),
                next.network().keptShare()));
      }
      startMs = endMs;
    }
    return outages;
  }

  /**
   * A network outage, in milliseconds after the run's start.
   *
   * @param cutOffShare of the devices send nothing from start to end
   * @param keptShare of the events from end to floodEnd are those that were kept
   */
  public record Outage(
      long startMs, long endMs, long floodEndMs, double cutOffShare, double keptShare) {}
}
