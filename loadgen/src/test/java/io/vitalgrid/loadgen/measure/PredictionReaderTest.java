package io.vitalgrid.loadgen.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionReaderTest {
  private static final String PREDICTION =
      "{\"patient_id\":\"P000123\",\"nested\":{\"event_id\":\"x\"},\"event_id\":\"MON-17/1042\",\"event_time\":1763806530123,"
          + "\"timing\":\"EARLY\",\"revision\":7,\"risk\":null}";

  private final PredictionReader reader = new PredictionReader();

  @Test
  void when_earlyPredictionOfOurEvent_then_patientAndNumber() {
    assertThat(read(PREDICTION)).isTrue();
    assertThat(reader.patient()).isEqualTo(16);
    assertThat(reader.seq()).isEqualTo(1042);
  }

  @Test
  void when_anotherTiming_then_no() {
    assertThat(read(PREDICTION.replace("EARLY", "ON_TIME"))).isFalse();
    assertThat(read(PREDICTION.replace("EARLY", "LATE"))).isFalse();
  }

  @Test
  void when_anotherDeviceOrNoPrediction_then_no() {
    assertThat(read(PREDICTION.replace("MON-17/1042", "patient-data-0-17"))).isFalse();
    assertThat(read(PREDICTION.replace("MON-17/1042", "MON-A/1042"))).isFalse();
    assertThat(read(PREDICTION.replace("\"MON-17/1042\"", "null"))).isFalse();
    assertThat(read("[1]")).isFalse();
    assertThat(read("{\"event_id\"")).isFalse();
    assertThat(read("")).isFalse();
  }

  private boolean read(String json) {
    return reader.read(json.getBytes(UTF_8));
  }
}
