package io.vitalgrid.loadgen.check;

import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The topics against the truth: event by event, record by record, window by window. */
final class TopicComparison {
  private final Ledger ledger;
  private final Truth truth;
  private final Observed observed;
  private final Differences differences;

  TopicComparison(Ledger ledger, Truth truth, Observed observed, Differences differences) {
    this.ledger = ledger;
    this.truth = truth;
    this.observed = observed;
    this.differences = differences;
  }

  /**
   * Compares everything.
   *
   * @param windowsFromMs windows that begin earlier may hold events of another run
   */
  void compare(long windowsFromMs, long windowSizeMs) {
    long open = truth.count(Truth.Outcome.OPEN);
    long taken = truth.count(Truth.Outcome.TAKEN);
    long tooLate = truth.count(Truth.Outcome.TOO_LATE);
    differences.row("vitals with a prediction", taken, taken + open, observed.scored());
    differences.row("vitals too late", tooLate, tooLate + open, observed.lateEvents());
    if (open > 0) {
      differences.undecided(
          "%,d vitals reached their last window as the watermark did".formatted(open));
    }
    if (observed.countedTwice() > 0) {
      differences.add("twice", observed.countedTwice() + " predictions of events that had one");
    }
    events();
    rejected();
    windows(windowsFromMs, windowSizeMs);
  }

  private void events() {
    for (int i = 0; i < ledger.size(); i++) {
      Truth.Outcome outcome = truth.outcome(i);
      if (outcome == Truth.Outcome.NO_VITALS) {
        continue;
      }
      boolean scored = observed.isScored(ledger.patient(i), ledger.seq(i));
      boolean late = observed.isLate(ledger.patient(i), ledger.seq(i));
      if (!scored && !late) {
        differences.lost("event " + name(i) + " vanished: neither predicted nor too late");
      } else if (scored && late) {
        differences.add("both", "event " + name(i) + " was predicted and too late");
      } else if (outcome == Truth.Outcome.TAKEN && late) {
        differences.add("late", "event " + name(i) + " was too late, but had to be taken");
      } else if (outcome == Truth.Outcome.TOO_LATE && scored) {
        differences.add("taken", "event " + name(i) + " was taken, but had to be too late");
      }
    }
  }

  private String name(int event) {
    return EventStream.DEVICE_PREFIX
        + (ledger.patient(event) + 1)
        + "/"
        + ledger.seq(event)
        + " ("
        + ledger.kind(event).name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + ", "
        + (ledger.intendedMs(event) - ledger.timeMs(event))
        + " ms old when it was sent)";
  }

  private void rejected() {
    Map<Ledger.BadRecord, Integer> expected = new HashMap<>();
    ledger.bad().forEach(record -> expected.merge(record, 1, Integer::sum));
    for (Kind kind : Kind.BAD) {
      differences.row(
          "rejected: " + kind.reason(),
          count(expected, kind.reason()),
          count(observed.rejected(), kind.reason()));
    }
    expected.forEach(
        (record, count) -> {
          int came = observed.rejected().getOrDefault(record, 0);
          for (int i = came; i < count; i++) {
            differences.lost("a record that is " + record.reason() + " was not rejected as that");
          }
        });
    observed
        .rejected()
        .forEach(
            (record, count) -> {
              if (count > expected.getOrDefault(record, 0)) {
                differences.add(
                    "rejected", "a record was rejected as " + record.reason() + " that was not");
              }
            });
  }

  private static long count(Map<Ledger.BadRecord, Integer> records, String reason) {
    return records.entrySet().stream()
        .filter(entry -> entry.getKey().reason().equals(reason))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void windows(long fromMs, long sizeMs) {
    long sure = 0;
    long most = 0;
    long came = 0;
    long excluded = 0;
    for (Map.Entry<WindowKey, WindowTruth> entry : truth.windows().entrySet()) {
      WindowKey key = entry.getKey();
      WindowTruth window = entry.getValue();
      if (key.endMs() - sizeMs < fromMs) {
        continue;
      }
      boolean demanded = window.sure() > 0 && truth.isSettled(key) && !window.isExcluded();
      boolean settled = observed.isSettled(key);
      most++;
      sure += demanded ? 1 : 0;
      came += settled ? 1 : 0;
      excluded += window.isExcluded() ? 1 : 0;
      if (demanded && !settled) {
        differences.add("window", key.describe() + " has not settled");
      }
    }
    differences.row("windows settled", sure, most, came);
    if (excluded > 0) {
      differences.undecided("%,d windows of patients discharged in them".formatted(excluded));
    }
    for (WindowKey key : observed.settled()) {
      if (key.endMs() - sizeMs >= fromMs && !truth.windows().containsKey(key)) {
        differences.add("window", key.describe() + " has settled, but no event was in it");
      }
    }
  }
}
