package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.event.Admission;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.window.Arrival;
import io.vitalgrid.pipeline.window.Oracle;
import io.vitalgrid.pipeline.window.PaneRecord;
import io.vitalgrid.pipeline.window.Timing;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a monitor must say and count, by brute force: each patient has an {@link Oracle}, a set of
 * all event ids, and the highest offset of each partition. Settles all patients at once when the
 * watermark moves.
 */
final class MonitorOracle {
  private final MonitorPolicy policy;
  private final Said.Recorder output;
  private final Map<String, Patient> patients = new HashMap<>();
  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
  private long watermarkMs = Long.MIN_VALUE;
  private long clockMs;

  MonitorOracle(MonitorPolicy policy, Said.Recorder output) {
    this.policy = policy;
    this.output = output;
  }

  Map<Counter, Long> counts() {
    return counts;
  }

  Map<String, Patient> patients() {
    return patients;
  }

  void advance(long newWatermarkMs) {
    watermarkMs = Math.max(watermarkMs, newWatermarkMs);
    patients.values().forEach(patient -> patient.windows.advance(watermarkMs));
  }

  void moveClock(long nowMs) {
    clockMs = nowMs;
    patients.values().removeIf(patient -> patient.updatedMs <= nowMs - policy.stateTtlMs());
  }

  boolean isReplay(PatientEvent event) {
    Patient patient = patients.get(event.patient().id());
    return patient != null && patient.isReplay(event.origin());
  }

  void apply(PatientEvent event) {
    String id = event.patient().id();
    Patient patient = patients.getOrDefault(id, new Patient(id));
    if (patient.isReplay(event.origin())) {
      count(Counter.REPLAYED);
      return;
    }
    patient.offsets.put(event.origin().partition(), event.origin().offset());
    patient.windows.advance(watermarkMs);
    if (event instanceof Vitals vitals) {
      patient.apply(vitals);
    } else if (event instanceof Admission admission) {
      patient.apply(admission);
    } else if (event instanceof Discharge discharge) {
      patient.apply(discharge);
    }
    if (patients.containsKey(id) || patient.isPresent() || patient.dischargedMs != Long.MIN_VALUE) {
      patient.updatedMs = clockMs;
      patients.put(id, patient);
    }
  }

  private void count(Counter counter) {
    counts.merge(counter, 1L, Long::sum);
  }

  /** Everything that ever happened to one patient. */
  final class Patient {
    private final String id;
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Oracle windows;
    private Profile profile;
    private long dischargedMs = Long.MIN_VALUE;
    private long updatedMs;
    private String eventId;
    private long eventTimeMs = Long.MIN_VALUE;
    private long intendedMs;

    private Patient(String id) {
      this.id = id;
      windows = new Oracle(policy.sizeMs(), policy.slideMs(), policy.latenessMs(), this::onPane);
    }

    Oracle windows() {
      return windows;
    }

    Profile profile() {
      return profile;
    }

    /** Of the event that was accepted last, as predictions name it. */
    String eventId() {
      return eventId;
    }

    boolean isPresent() {
      return profile != null || !windows.isEmpty();
    }

    private boolean isReplay(Origin origin) {
      Long last = offsets.get(origin.partition());
      return last != null && origin.offset() <= last;
    }

    private void onPane(PaneRecord pane) {
      count(
          switch (pane.timing()) {
            case EARLY -> Counter.PANES_EARLY;
            case ON_TIME -> Counter.PANES_ON_TIME;
            case LATE -> Counter.PANES_LATE;
          });
      long sentMs = pane.timing() == Timing.EARLY ? intendedMs : Pane.NO_TIME;
      output.add(id, Said.pane(pane, eventId, eventTimeMs, sentMs, profile));
    }

    private void apply(Vitals event) {
      String name =
          event.deviceId() == null ? coordinates(event) : event.deviceId() + "/" + event.seq();
      if (event.deviceId() != null && !seen.add(name)) {
        count(Counter.DUPLICATE);
        return;
      }
      if (event.eventTimeMs() <= dischargedMs) {
        tooLate(event, name);
        return;
      }
      String nameBefore = eventId;
      long timeBefore = eventTimeMs;
      name(event, name);
      Oracle.Reading reading =
          new Oracle.Reading(event.eventTimeMs(), event.values(), event.observations());
      Arrival arrival = windows.add(reading, watermarkMs);
      switch (arrival) {
        case ON_TIME -> count(Counter.ON_TIME);
        case LATE -> count(Counter.LATE);
        case PARTLY_TOO_LATE -> count(Counter.PARTLY_TOO_LATE);
        case TOO_LATE -> {
          eventId = nameBefore;
          eventTimeMs = timeBefore;
          tooLate(event, name);
        }
      }
    }

    private void apply(Admission event) {
      if (event.eventTimeMs() <= dischargedMs) {
        tooLate(event, coordinates(event));
        return;
      }
      count(Counter.PROFILE_UPDATES);
      if (profile == null || profile.admittedAtMs() <= event.eventTimeMs()) {
        profile = event.profile();
      }
      name(event, coordinates(event));
      windows.refresh(profile.admittedAtMs());
    }

    /** Ends the stay, unless the patient has been admitted or seen again since. */
    private void apply(Discharge event) {
      count(Counter.DISCHARGES);
      dischargedMs = Math.max(dischargedMs, event.eventTimeMs());
      boolean seenSince = !windows.isEmpty() && windows.highestMs() > event.eventTimeMs();
      if (profile != null && profile.admittedAtMs() > event.eventTimeMs()) {
        return;
      }
      profile = null;
      if (!seenSince) {
        windows.endStay();
        output.add(id, Said.departed());
      }
    }

    private void name(PatientEvent event, String name) {
      eventId = name;
      eventTimeMs = event.eventTimeMs();
      intendedMs = event.origin().timestampMs();
    }

    private void tooLate(PatientEvent event, String name) {
      count(Counter.TOO_LATE);
      long against =
          event.eventTimeMs() <= dischargedMs ? Math.max(dischargedMs, watermarkMs) : watermarkMs;
      output.addTooLate(id, Said.tooLate(name, watermarkMs, against - event.eventTimeMs()));
    }

    private String coordinates(PatientEvent event) {
      Origin origin = event.origin();
      return policy.topic() + "/" + origin.partition() + "/" + origin.offset();
    }
  }
}
