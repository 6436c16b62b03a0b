package io.vitalgrid.benchmarks.peer.job;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.vitalgrid.pipeline.clinical.News2;
import java.nio.charset.StandardCharsets;

/** The record of topic {@code predictions}. Not thread-safe. */
public final class PredictionJson {
  private final StringBuilder text = new StringBuilder(512);

  public byte[] prediction(Prediction prediction) {
    text.setLength(0);
    write(prediction);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The JDK's own takes twice as long before 19. */
  private static String number(double value) {
    return NumberOutput.toString(value, true);
  }

  private void write(Prediction p) {
    text.append("{\"patient_id\":");
    quoted(p.patientId).append(",\"event_id\":\"");
    escaped(p.deviceId).append('/').append(p.seq);
    text.append("\",\"event_time\":").append(p.eventTimeMs);
    text.append(",\"timing\":\"").append(p.timing.name());
    text.append("\",\"revision\":").append(p.revision);
    text.append(",\"window_start\":").append(p.endMs - PeerSettings.SIZE_MS);
    text.append(",\"window_end\":").append(p.endMs);
    text.append(",\"risk\":");
    if (p.model == null) {
      text.append("null,\"status\":\"NO_PROFILE\",\"model\":null");
    } else {
      text.append(number(p.risk))
          .append(",\"status\":\"SCORED\",\"model\":\"")
          .append(p.model)
          .append('"');
    }
    if (p.news2 == News2.NONE) {
      text.append(",\"news2\":null,\"news2_band\":null");
    } else {
      text.append(",\"news2\":").append(News2.total(p.news2));
      text.append(",\"news2_band\":\"").append(News2.band(p.news2).name()).append('"');
    }
    text.append(",\"scored_at\":").append(p.scoredAtMs).append('}');
  }

  private StringBuilder quoted(String word) {
    text.append('"');
    return escaped(word).append('"');
  }

  private StringBuilder escaped(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text;
  }
}
