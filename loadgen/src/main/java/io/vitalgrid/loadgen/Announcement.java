package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.schedule.Phase;
import io.vitalgrid.loadgen.schedule.Plan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Says what a run will be, for people. */
final class Announcement {
  private final PrintWriter err;
  private final LoadSettings settings;
  private final String cohort;

  Announcement(PrintWriter err, LoadSettings settings, String cohort) {
    this.err = err;
    this.settings = settings;
    this.cohort = cohort;
  }

  void start() {
    Plan plan = settings.plan();
    say(
        err,
        "loadgen: up to %,.0f events/s to topic %s at %s, %s, %,d patients (%s%s), seed %d",
        plan.highestRate(),
        settings.topic(),
        settings.kafka().bootstrapServers(),
        lasts(plan.duration()),
        settings.events().cohort().size(),
        cohort,
        settings.events().admitted() ? ", in already" : "",
        settings.events().seed());
    settings
        .probes()
        .predictionsTopic()
        .ifPresent(
            predictions ->
                say(
                    err,
                    "loadgen: latency is measured to topic %s%s after a warm-up of %s s",
                    predictions,
                    settings.probes().sqlUrl().isPresent() ? " and to SQL" : "",
                    settings.warmup().toMillis() / 1e3));
    err.flush();
  }

  /** Every phase, and how many events there will be. */
  void plan(PrintWriter out) {
    Plan plan = settings.plan();
    double fromSeconds = 0;
    for (Phase phase : plan.phases()) {
      double seconds = phase.duration().toMillis() / 1e3;
      say(
          out,
          "%8.1f s  %-14s %-12s %s",
          fromSeconds,
          phase.kind(),
          plan.duration().isEmpty() ? "no end" : format("%.1f s", seconds),
          phase.arrivals().describe());
      fromSeconds += seconds;
    }
    if (plan.duration().isPresent()) {
      say(
          out,
          "%8.1f s  end            %,d events",
          fromSeconds,
          plan.events(settings.events().seed()));
    }
    out.flush();
  }

  private static String lasts(Optional<Duration> duration) {
    return duration.map(d -> "for " + d.toMillis() / 1e3 + " s").orElse("until stopped");
  }

  private static void say(PrintWriter to, String pattern, Object... values) {
    to.println(format(pattern, values));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
