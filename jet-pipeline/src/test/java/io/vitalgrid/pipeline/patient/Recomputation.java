package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.window.PaneRecord;
import io.vitalgrid.pipeline.window.Timing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a grid must hold in the end, by brute force: {@link MonitorOracle} fed with all events in
 * the order of their partition, keeping what was said last.
 */
public final class Recomputation {
  private static final List<Counter> OUTCOMES =
      List.of(
          Counter.ON_TIME,
          Counter.LATE,
          Counter.PARTLY_TOO_LATE,
          Counter.TOO_LATE,
          Counter.DUPLICATE,
          Counter.PROFILE_UPDATES,
          Counter.DISCHARGES,
          Counter.REPLAYED);

  /** A patient's window, by its exclusive end in epoch ms. */
  public record Window(String patientId, long endMs) {}

  /** A patient who is here, as table {@code patients} must have it. */
  public static final class Patient {
    private Profile profile;
    private String eventId;
    private PaneRecord newest;
    private long eventCount;
    private final double[] last = new double[Vital.COUNT];
    private final long[] lastAtMs = new long[Vital.COUNT];
    private int oxygen;
    private int consciousness;
    private long oxygenAtMs = Long.MIN_VALUE;
    private long consciousnessAtMs = Long.MIN_VALUE;

    private Patient() {
      Arrays.fill(last, Double.NaN);
      Arrays.fill(lastAtMs, Long.MIN_VALUE);
    }

    /** Or null before the admission is known. */
    public Profile profile() {
      return profile;
    }

    /** The event that the patient's prediction must name. */
    public String eventId() {
      return eventId;
    }

    /** The last pane of the newest window. */
    public PaneRecord newest() {
      return newest;
    }

    /** Vitals accepted since the stay began. */
    public long eventCount() {
      return eventCount;
    }

    /** Newest value of each vital, NaN where there is none. */
    public double[] last() {
      return last.clone();
    }

    /** Its event time, epoch ms. */
    public long[] lastAtMs() {
      return lastAtMs.clone();
    }

    /** What was observed last of oxygen and consciousness, see {@link Observations}. */
    public int observations() {
      return Observations.pack(oxygen, consciousness);
    }

    private void count(Vitals event) {
      eventCount++;
      for (int v = 0; v < Vital.COUNT; v++) {
        if (!Double.isNaN(event.values()[v]) && event.eventTimeMs() >= lastAtMs[v]) {
          last[v] = event.values()[v];
          lastAtMs[v] = event.eventTimeMs();
        }
      }
      int observed = event.observations();
      if (Observations.hasOxygen(observed) && event.eventTimeMs() >= oxygenAtMs) {
        oxygen = Observations.oxygenCode(observed);
        oxygenAtMs = event.eventTimeMs();
      }
      if (Observations.hasConsciousness(observed) && event.eventTimeMs() >= consciousnessAtMs) {
        consciousness = Observations.consciousnessCode(observed);
        consciousnessAtMs = event.eventTimeMs();
      }
    }
  }

  /** Hears of every pane. */
  public interface PaneListener {
    /**
     * @param eventId of the patient's last event, or null before one was accepted
     */
    void said(String patientId, String eventId, PaneRecord pane, Profile profile);
  }

  private final PaneListener listener;
  private final Said.Recorder said = new Said.Recorder();
  private final MonitorOracle oracle;
  private final Map<Window, PaneRecord> settled = new HashMap<>();
  private final Map<String, Patient> patients = new HashMap<>();

  public Recomputation(MonitorPolicy policy) {
    this(policy, (patientId, eventId, pane, profile) -> {});
  }

  public Recomputation(MonitorPolicy policy, PaneListener listener) {
    this.listener = listener;
    oracle = new MonitorOracle(policy, said);
  }

  /** The watermark reaches a time, epoch ms. */
  public void advance(long watermarkMs) {
    oracle.advance(watermarkMs);
    takeNote();
  }

  /**
   * Applies the next event of its partition.
   *
   * @return what became of it: one of the outcomes of the conservation law
   */
  public Counter apply(PatientEvent event) {
    Map<Counter, Long> before = new HashMap<>(oracle.counts());
    oracle.apply(event);
    Counter outcome = outcome(before);
    String id = event.patient().id();
    MonitorOracle.Patient known = oracle.patients().get(id);
    if (known == null || !known.isPresent()) {
      patients.remove(id);
    } else {
      Patient patient = patients.computeIfAbsent(id, any -> new Patient());
      patient.profile = known.profile();
      patient.eventId = known.eventId();
      if (isAccepted(outcome)) {
        patient.count((Vitals) event);
      }
    }
    takeNote();
    return outcome;
  }

  private Counter outcome(Map<Counter, Long> before) {
    for (Counter counter : OUTCOMES) {
      if (oracle.counts().getOrDefault(counter, 0L) > before.getOrDefault(counter, 0L)) {
        return counter;
      }
    }
    throw new IllegalStateException("the oracle counted an event as nothing");
  }

  /** Whether vitals with this outcome reached a window. */
  public static boolean isAccepted(Counter outcome) {
    return outcome == Counter.ON_TIME
        || outcome == Counter.LATE
        || outcome == Counter.PARTLY_TOO_LATE;
  }

  private void takeNote() {
    said.byPatient.forEach((id, all) -> all.forEach(each -> takeNote(id, each.pane())));
    said.clear();
  }

  private void takeNote(String id, PaneRecord pane) {
    if (pane == null) {
      return;
    }
    if (pane.timing() != Timing.EARLY) {
      settled.put(new Window(id, pane.endMs()), pane);
    }
    Patient patient = patients.get(id);
    if (patient == null) {
      return; // discharged by the event that said so
    }
    if (pane.newest()) {
      patient.newest = pane;
    }
    listener.said(id, patient.eventId, pane, patient.profile);
  }

  /** The last ON_TIME or LATE pane of each window that has one. */
  public Map<Window, PaneRecord> settled() {
    return settled;
  }

  /** Who is here. */
  public Map<String, Patient> patients() {
    return patients;
  }
}
