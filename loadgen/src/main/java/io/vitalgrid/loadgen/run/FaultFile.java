package io.vitalgrid.loadgen.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.device.FaultPlan.Injected;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.EventStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What was wrong with which device, and when: the ground truth for who looks for faults. */
public final class FaultFile {
  /** Its name in a run's folder. */
  public static final String NAME = "faults.csv";

  private FaultFile() {}

  /**
   * Writes all faults of a run.
   *
   * @param startMs the run's start, epoch milliseconds
   * @param endMs its end, exclusive
   */
  public static void write(Path file, EventSettings settings, long startMs, long endMs)
      throws IOException {
    EventStream events = new EventStream(settings, startMs);
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, UTF_8))) {
      out.println("device_id,patient_id,fault,from,to");
      for (int patient = 0; patient < settings.cohort().size(); patient++) {
        for (Injected fault : events.faults(patient).between(startMs, endMs)) {
          out.printf(
              "%s%d,%s,%s,%s,%s%n",
              EventStream.DEVICE_PREFIX,
              patient + 1,
              settings.cohort().get(patient).patientId(),
              fault.fault(),
              Instant.ofEpochMilli(fault.fromMs()),
              Instant.ofEpochMilli(fault.toMs()));
        }
      }
    }
  }
}
