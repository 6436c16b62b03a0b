package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.window.PaneRecord;
import io.vitalgrid.pipeline.window.Shrinker;
import io.vitalgrid.pipeline.window.Streams;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The monitor and the {@link MonitorOracle} see the same random streams of vitals, admissions,
 * discharges, duplicates and replays, through restarts and expiry, and must say and count the same.
 *
 * <p>{@code -Dvitalgrid.streams=N} runs more of them, {@code -Dvitalgrid.seed=S} others.
 */
@Tag("property")
class MonitorOracleTest {
  private static final int STREAMS = Integer.getInteger("vitalgrid.streams", 10_000);
  private static final long SEED = Long.getLong("vitalgrid.seed", 20_261_122);
  private static final long TTL_MS = 10_000;
  private static final PatientKey[] PATIENTS = {
    new PatientKey("P1", 1), new PatientKey("P2", 2), new PatientKey("P3", 3)
  };

  sealed interface Step permits Apply, Watermark, Settle, Snapshot, Restart, Clock {}

  /** An event is read; for a replay, one that was read before. */
  record Apply(PatientEvent event) implements Step {
    @Override
    public String toString() {
      String device =
          event instanceof Vitals vitals && vitals.hasSeq()
              ? " " + vitals.deviceId() + "/" + vitals.seq()
              : "";
      return event.patient().id()
          + " "
          + event.getClass().getSimpleName()
          + device
          + " at "
          + event.eventTimeMs()
          + " from "
          + event.origin().partition()
          + "/"
          + event.origin().offset();
    }
  }

  record Watermark(long timeMs) implements Step {}

  /** A portion of the due patients is settled. */
  record Settle(int patients) implements Step {}

  /** A snapshot of the watermark is taken, and complete. */
  record Snapshot() implements Step {}

  /** Everything is written, forgotten, and read back, with the watermark of the last snapshot. */
  record Restart() implements Step {}

  /** The wall clock moves, and the silent are forgotten. */
  record Clock(long forwardMs) implements Step {}

  private final Set<Counter> counted = EnumSet.noneOf(Counter.class);
  private int repeats;

  @Test
  void when_streamsAreRandom_then_everythingSaidAndCountedIsThatOfTheOracle() {
    for (int i = 0; i < STREAMS; i++) {
      long seed = SEED + i;
      Random random = new Random(seed);
      Streams streams = new Streams(random);
      MonitorPolicy policy = policy(streams.policy());
      List<Step> steps = steps(random, streams);
      if (difference(policy, steps) != null) {
        report(seed, policy, steps);
      }
    }
    assertThat(counted)
        .as("the streams have every kind")
        .contains(
            Counter.REPLAYED,
            Counter.ON_TIME,
            Counter.LATE,
            Counter.PARTLY_TOO_LATE,
            Counter.TOO_LATE,
            Counter.DUPLICATE,
            Counter.PROFILE_UPDATES,
            Counter.DISCHARGES,
            Counter.PANES_EARLY,
            Counter.PANES_ON_TIME,
            Counter.PANES_LATE);
    assertThat(repeats).as("panes repeated after a restart").isPositive();
  }

  private static MonitorPolicy policy(WindowPolicy windows) {
    return new MonitorPolicy(
        Events.TOPIC, windows.sizeMs(), windows.slideMs(), windows.latenessMs(), TTL_MS);
  }

  private static List<Step> steps(Random random, Streams streams) {
    List<Step> steps = new ArrayList<>();
    List<PatientEvent> read = new ArrayList<>();
    Events events = new Events();
    for (int n = 5 + random.nextInt(40); n > 0; n--) {
      switch (random.nextInt(21)) {
        case 0, 1, 2 -> steps.add(new Watermark(streams.watermarkMs()));
        case 3 -> steps.add(new Settle(1 + random.nextInt(2)));
        case 4 -> steps.add(new Restart());
        case 5 -> steps.add(new Clock(random.nextInt((int) TTL_MS)));
        case 6 -> {
          if (!read.isEmpty()) {
            steps.add(new Apply(read.get(random.nextInt(read.size()))));
          }
        }
        case 7 -> steps.add(new Snapshot());
        default -> {
          PatientEvent event = event(random, streams, events, read);
          read.add(event);
          steps.add(new Apply(event));
        }
      }
    }
    return steps;
  }

  private static PatientEvent event(
      Random random, Streams streams, Events events, List<PatientEvent> read) {
    PatientKey patient = PATIENTS[random.nextInt(PATIENTS.length)];
    switch (random.nextInt(14)) {
      case 0 -> {
        return events.admission(patient, streams.eventTimeMs(), 20 + random.nextInt(60));
      }
      case 1 -> {
        return events.discharge(patient, streams.eventTimeMs());
      }
      case 2, 3 -> {
        if (!read.isEmpty() && read.get(random.nextInt(read.size())) instanceof Vitals first) {
          return vitals(
              first.patient(),
              first.deviceId(),
              first.seq(),
              first.eventTimeMs(),
              first.values(),
              first.observations(),
              events,
              random);
        }
      }
      default -> {}
    }
    boolean named = random.nextInt(4) > 0;
    return vitals(
        patient,
        named ? "MON-" + random.nextInt(2) : null,
        named ? read.size() * 2L + random.nextInt(2) : Vitals.NO_SEQ,
        streams.eventTimeMs(),
        streams.values(),
        streams.observations(),
        events,
        random);
  }

  private static Vitals vitals(
      PatientKey patient,
      String device,
      long seq,
      long timeMs,
      double[] values,
      int observations,
      Events events,
      Random random) {
    return new Vitals(
        patient, timeMs, events.origin(random.nextInt(2)), device, seq, values, observations);
  }

  private void report(long seed, MonitorPolicy policy, List<Step> steps) {
    List<Step> few = Shrinker.shrink(steps, shorter -> difference(policy, shorter));
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(", ").append(policy).append('\n');
    few.forEach(step -> text.append("  ").append(step).append('\n'));
    fail(text + "monitor / oracle: " + difference(policy, few));
  }

  /** What the monitor says or counts otherwise than the oracle, or null. */
  private String difference(MonitorPolicy policy, List<Step> steps) {
    try {
      return new Run(policy).differenceAfter(steps);
    } catch (RuntimeException e) {
      return e + " at " + e.getStackTrace()[0];
    }
  }

  /** Monitor and oracle side by side. */
  private final class Run {
    private final MonitorPolicy policy;
    private final Said.Recorder expected = new Said.Recorder();
    private final MonitorOracle oracle;
    private final Tally tally = new Tally();

    /** Patients whose settled panes have not been said again since the restart. */
    private final Set<String> settledMissing = new HashSet<>();

    /** The same for what was said last of them. */
    private final Set<String> newestMissing = new HashSet<>();

    private final Said.Recorder actual = new Said.Recorder();
    private final Map<Timing, Integer> repeatedPanes = new EnumMap<>(Timing.class);
    private final Map<String, Map<Long, Noted>> settledSince = new HashMap<>();

    /** Of each patient how much of what was said since the last comparison is noted there. */
    private final Map<String, Integer> noted = new HashMap<>();

    /** Patients with windows that have settled since the snapshot: no event brings their panes. */
    private final Set<String> settledSinceSnapshot = new HashSet<>();

    private final Map<PatientEvent, Noted> lateSince = new HashMap<>();

    /** Patients whose events may still be replayed: none has come since that is new. */
    private final Set<String> awaiting = new HashSet<>();

    /** Of each patient the snapshot that covers what was said again last. */
    private final Map<String, Long> saidAgain = new HashMap<>();

    /** Of the next snapshot since the restart, and the last one. */
    private long number = 1;

    private long complete;
    private Monitor monitor;
    private long nowMs;
    private long watermarkMs = Long.MIN_VALUE;
    private long snapshotMs = Long.MIN_VALUE;
    private boolean snapshotSettled = true;

    /**
     * What must be said again, until a snapshot covers it.
     *
     * @param number of that snapshot
     */
    private record Noted(Said said, long number) {}

    Run(MonitorPolicy policy) {
      this.policy = policy;
      oracle = new MonitorOracle(policy, expected);
      monitor = monitor();
    }

    private Monitor monitor() {
      return new Monitor(policy, actual, tally, () -> nowMs);
    }

    String differenceAfter(List<Step> steps) {
      for (Step step : steps) {
        String difference = take(step);
        if (difference != null) {
          return difference;
        }
      }
      settleAll();
      return compare();
    }

    private String take(Step step) {
      if (step instanceof Apply apply) {
        return apply(apply.event);
      } else if (step instanceof Watermark watermark) {
        watermarkMs = Math.max(watermarkMs, watermark.timeMs);
        monitor.advance(watermark.timeMs);
        oracle.advance(watermark.timeMs);
      } else if (step instanceof Settle settle) {
        monitor.settleDue(settle.patients);
      } else if (step instanceof Clock clock) {
        settleAll();
        String difference = compare();
        if (difference != null) {
          return difference;
        }
        nowMs += clock.forwardMs;
        while (monitor.expire(1) > 0) {}
        oracle.moveClock(nowMs);
        settledSinceSnapshot.retainAll(oracle.patients().keySet());
        settledMissing.retainAll(oracle.patients().keySet());
        newestMissing.retainAll(oracle.patients().keySet());
        settledSince.keySet().retainAll(oracle.patients().keySet());
        awaiting.retainAll(oracle.patients().keySet());
        saidAgain.keySet().retainAll(oracle.patients().keySet());
        lateSince.keySet().removeIf(event -> !oracle.patients().containsKey(event.patient().id()));
        return size() == oracle.patients().size() ? null : "patients kept " + size();
      } else if (step instanceof Snapshot) {
        snapshotMs = watermarkMs;
        snapshotSettled = monitor.due() == 0;
        noteSettled();
        settledSinceSnapshot.clear();
        complete = number++;
        oracle.patients().keySet().forEach(this::forget);
        monitor.snapshotTaken();
        monitor.snapshotComplete();
        monitor.settleDue(100, 0);
      } else {
        settleAll();
        String difference = compare();
        return difference == null ? restart() : difference;
      }
      return null;
    }

    private int size() {
      return monitor.patients().size();
    }

    private void settleAll() {
      while (monitor.settleDue(1)) {}
    }

    private String restart() {
      List<PatientState> states = new ArrayList<>();
      for (PatientState state : monitor.patients().all()) {
        states.add(PatientState.fromRow(state.key, state.toRow(new PackedOutput(64))));
      }
      monitor = monitor();
      number = 1;
      complete = 0;
      awaiting.addAll(oracle.patients().keySet());
      saidAgain.clear();
      settledSince
          .values()
          .forEach(all -> all.replaceAll((endMs, noted) -> new Noted(noted.said, number)));
      lateSince.replaceAll((event, noted) -> new Noted(noted.said, number));
      monitor.restore(states, snapshotMs, snapshotSettled);
      settleAll();
      for (PatientState state : states) {
        String id = state.key.id();
        settledMissing.add(id);
        newestMissing.add(id);
        long settledMs = state.windows.settledMs();
        boolean since = settledMs > snapshotMs || (!snapshotSettled && settledMs == snapshotMs);
        if (since && settledSince.containsKey(id)) {
          settledMissing.remove(id);
          String difference = settledAgain(id, actual.byPatient.remove(id));
          if (difference != null) {
            return difference;
          }
        } else if (settledSinceSnapshot.contains(id)) {
          return "not said again " + settledSince.get(id);
        }
      }
      if (!actual.byPatient.isEmpty()) {
        return "said again without need " + actual.byPatient;
      }
      monitor.advance(watermarkMs);
      return null;
    }

    private String apply(PatientEvent event) {
      if (!oracle.isReplay(event)) {
        int before = late(event).size();
        monitor.apply(event);
        oracle.apply(event);
        if (late(event).size() > before && oracle.isReplay(event)) {
          lateSince.put(event, new Noted(late(event).get(before), number));
        }
        awaiting.remove(event.patient().id());
        forget(event.patient().id());
        return null;
      }
      settleAll();
      String difference = compare();
      monitor.apply(event);
      oracle.apply(event);
      return difference == null ? repeated(event) : difference;
    }

    private List<Said> late(PatientEvent event) {
      return expected.tooLate.getOrDefault(event.patient().id(), List.of());
    }

    /** Judges what is said once more, because the restart before the replay may have lost it. */
    private String repeated(PatientEvent event) {
      String id = event.patient().id();
      List<Said> said = new ArrayList<>(actual.byPatient.getOrDefault(id, List.of()));
      List<Said> late = actual.tooLate.getOrDefault(id, List.of());
      actual.clear();
      Noted lateBefore = lateSince.get(event);
      if (lateBefore != null) {
        if (!late.toString().equals(List.of(lateBefore.said).toString())) {
          return "said again too late " + late + " / " + lateBefore.said;
        }
        saidAgain(id);
      }
      String difference = newestMissing.remove(id) ? newestAgain(id, said) : null;
      if (difference == null && settledMissing.remove(id)) {
        return settledAgain(id, said);
      }
      return difference == null && !said.isEmpty() ? "said again without need " + said : difference;
    }

    /** Judges what was said last, and takes it away: a departure or, unless it settled, a pane. */
    private String newestAgain(String id, List<Said> said) {
      MonitorOracle.Patient patient = oracle.patients().get(id);
      long newestEnd = patient.windows().newestEnd();
      if (patient.isPresent() && patient.windows().timing(newestEnd) != Timing.EARLY) {
        return null;
      }
      if (said.isEmpty()) {
        return "not said again what was last";
      }
      Said last = said.remove(said.size() - 1);
      if (!patient.isPresent()) {
        return last.pane() == null ? null : "not said again that it departed";
      }
      repeated(last);
      PaneRecord now = patient.windows().now(Timing.EARLY, newestEnd);
      return last.pane() == null ? "departed again" : last.pane().difference(now);
    }

    /** Settled panes must come as they were, all since the snapshot. */
    private String settledAgain(String id, List<Said> said) {
      MonitorOracle.Patient patient = oracle.patients().get(id);
      Map<Long, Noted> missing = new HashMap<>(settledSince.getOrDefault(id, Map.of()));
      for (Said again : said == null ? List.<Said>of() : said) {
        Noted before = again.pane() == null ? null : missing.remove(again.pane().endMs());
        if (before == null || again.difference(asOfNow(before.said, patient)) != null) {
          return "said again " + again + " / " + before;
        }
        repeated(again);
        saidAgain(id);
      }
      return missing.isEmpty() ? null : "not said again " + missing;
    }

    /** As it was, but for whether it is the last pane of the newest window now. */
    private Said asOfNow(Said before, MonitorOracle.Patient patient) {
      PaneRecord pane = before.pane();
      PaneRecord now = patient.windows().now(pane.timing(), pane.endMs());
      return before.withNewest(
          patient.isPresent() && now.newest() && now.revision() == pane.revision());
    }

    private void repeated(Said again) {
      repeatedPanes.merge(again.pane().timing(), 1, Integer::sum);
      repeats++;
    }

    /** All that the patient has said is kept for as long as what was said again last. */
    private void saidAgain(String id) {
      saidAgain.put(id, number);
    }

    /** What the last snapshot covers need not be said again, unless a replay may ask for it. */
    private void forget(String id) {
      if (awaiting.contains(id) || saidAgain.getOrDefault(id, 0L) > complete) {
        return;
      }
      Map<Long, Noted> settled = settledSince.getOrDefault(id, new HashMap<>());
      settled.values().removeIf(noted -> noted.number <= complete);
      if (settled.isEmpty()) {
        settledSince.remove(id);
      }
      lateSince
          .entrySet()
          .removeIf(
              late ->
                  late.getKey().patient().id().equals(id) && late.getValue().number <= complete);
    }

    /** Compares what was said since the last time, and all that was counted. */
    private String compare() {
      String difference = counts();
      for (PatientKey patient : PATIENTS) {
        difference = difference != null ? difference : compare(patient.id());
      }
      noteSettled();
      noted.clear();
      actual.clear();
      expected.clear();
      return difference;
    }

    /** Notes the panes that have settled since the last time, for the next snapshot covers them. */
    private void noteSettled() {
      actual.byPatient.forEach(
          (id, all) -> {
            for (Said said : all.subList(noted.getOrDefault(id, 0), all.size())) {
              if (said.pane() != null && said.pane().timing() != Timing.EARLY) {
                settledSince
                    .computeIfAbsent(id, any -> new HashMap<>())
                    .put(said.pane().endMs(), new Noted(said, number));
                if (said.pane().timing() == Timing.ON_TIME) {
                  settledSinceSnapshot.add(id);
                }
              }
            }
            noted.put(id, all.size());
          });
    }

    private String compare(String id) {
      String difference = compare(actual.byPatient.get(id), expected.byPatient.get(id));
      return difference != null
          ? difference
          : compare(actual.tooLate.get(id), expected.tooLate.get(id));
    }

    private String compare(List<Said> actual, List<Said> expected) {
      List<Said> a = actual == null ? List.of() : Said.settledFirst(actual);
      List<Said> b = expected == null ? List.of() : Said.settledFirst(expected);
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        String difference = a.get(i).difference(b.get(i));
        if (difference != null) {
          return difference;
        }
      }
      return a.size() == b.size() ? null : a + " / " + b;
    }

    private String counts() {
      for (Counter counter : Counter.values()) {
        long repeated =
            switch (counter) {
              case PANES_EARLY -> repeatedPanes.getOrDefault(Timing.EARLY, 0);
              case PANES_ON_TIME -> repeatedPanes.getOrDefault(Timing.ON_TIME, 0);
              case PANES_LATE -> repeatedPanes.getOrDefault(Timing.LATE, 0);
              default -> 0;
            };
        long a = tally.get(counter) - repeated;
        long b = oracle.counts().getOrDefault(counter, 0L);
        if (a != b) {
          return counter + " " + a + " / " + b;
        }
        if (b > 0) {
          counted.add(counter);
        }
      }
      return null;
    }
  }
}
