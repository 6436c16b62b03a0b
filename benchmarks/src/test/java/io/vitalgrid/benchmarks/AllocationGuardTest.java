package io.vitalgrid.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vitalgrid.benchmarks.scoring.Subjects;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.RowForm;
import io.vitalgrid.pipeline.event.EventParser;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.score.Prediction.Status;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import io.vitalgrid.pipeline.sink.JsonEncoder;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * Heap bytes that an event costs in the parser, the windows, the monitor, the model's call and the
 * topic's JSON, beside the committed baseline. Bytes do not depend on how fast or busy the machine
 * is.
 */
class AllocationGuardTest {
  private static final Path BASELINE =
      Path.of(System.getProperty("vitalgrid.home", ".."), "benchmarks", "allocations.properties");
  private static final int EVENTS = 50_000;
  private static final int BATCHES = 8;
  private static final double ALLOWED = 1.10;
  private static final double NEGLIGIBLE_BYTES = 16; // a tenth of nearly nothing is less than noise

  private interface Step {
    void run() throws Exception;
  }

  @Test
  void when_anEventIsParsed_then_itAllocatesNoMoreThanTheBaseline() throws Exception {
    EventParser parser = new EventParser(id -> new PatientKey(id, 0), 60_000);
    Origin origin = new Origin(1, 0, 0, 1_763_806_530_200L);
    byte[] record =
        """
        {"type":"vitals","patient_id":"P000123","device_id":"MON-17","seq":1042,\
        "event_time":1763806530123,"heart_rate":82,"respiratory_rate":16,"spo2":97,\
        "temperature":36.8,"systolic_bp":121,"diastolic_bp":79,"glucose":5.6,\
        "supplemental_oxygen":false,"consciousness":"A"}\
        """
            .getBytes(UTF_8);
    check("parse", () -> parser.parse(record, origin));
  }

  @Test
  void when_anEventIsAddedToItsWindows_then_itAllocatesNoMoreThanTheBaseline() throws Exception {
    PaneStream stream =
        new PaneStream(
            new WindowPolicy(300_000, 60_000, 180_000),
            120_000,
            1_000,
            (timing, end, revision, late, newest, stats) -> {});
    check("windows", stream::next);
  }

  @Test
  void when_anEventIsMonitored_then_itAllocatesNoMoreThanTheBaseline() throws Exception {
    check("monitor", new MonitoredWard()::next);
  }

  @Test
  void when_aBatchIsScored_then_itAllocatesNoMoreThanTheBaseline() throws Exception {
    byte[] model = Subjects.all().get("linear");
    int batch = 32;
    double[] risks = new double[batch];
    try (Scorer scorer = new OnnxScorer("guarded@1", model, ModelCard.EMPTY, 1)) {
      float[] rows = new float[batch * scorer.features().size()];
      check("score-32", () -> scorer.score(rows, batch, risks));
    }
  }

  @Test
  void when_aPredictionIsEncoded_then_itAllocatesNoMoreThanTheBaseline() throws Exception {
    MonitoredWard ward = new MonitoredWard();
    ward.next();
    Prediction prediction =
        new Prediction(ward.pane(), 0.1225, Status.SCORED, "guarded@1", 1, new float[0]);
    JsonEncoder json = new JsonEncoder();
    check("encode", () -> json.prediction(prediction));
  }

  @Test
  void when_aRowIsSerialized_then_itAllocatesNoMoreThanTheBaseline() throws Exception {
    PredictionRow row =
        new PredictionRow(
            "MON-17/1042",
            1_763_806_530_123L,
            "EARLY",
            7,
            1_763_806_260_000L,
            1_763_806_560_000L,
            0.1931,
            PredictionRow.SCORED,
            "readmission@3",
            5,
            "MEDIUM",
            1_763_806_530_131L,
            new float[20]);
    RowForm<PredictionRow> form = RowForm.like(row);
    check("row", () -> form.toData(row));
  }

  private static void check(String name, Step step) throws Exception {
    double bytes = bytesPerEvent(step);
    double usual = Double.parseDouble(baseline().getProperty(name));
    double allowed = Math.max(usual * ALLOWED, usual + NEGLIGIBLE_BYTES);
    assertThat(bytes)
        .as(
            "bytes an event of step %s; if more is meant, write %s=%.0f into %s and say why",
            name, name, bytes, "benchmarks/allocations.properties")
        .isLessThanOrEqualTo(allowed);
  }

  private static Properties baseline() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(BASELINE)) {
      properties.load(in);
    }
    return properties;
  }

  /** The least of some batches: later ones are compiled, and the compiler takes objects away. */
  private static double bytesPerEvent(Step step) throws Exception {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double least = Double.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < EVENTS; i++) {
        step.run();
      }
      least = Math.min(least, (thread.getCurrentThreadAllocatedBytes() - before) / (double) EVENTS);
    }
    return least;
  }
}
