package io.vitalgrid.loadgen.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vitalgrid.loadgen.event.Kind;
import io.vitalgrid.loadgen.send.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.HdrHistogram.Histogram;

/**
 * One JSON object a line, for programs: {@code t_ms} counts from the start of the run; the last
 * line has {@code "final": true}.
 */
public final class JsonReport implements Report {
  private final JsonFactory json = new JsonFactory();
  private final PrintWriter out;

  public JsonReport(PrintWriter out) {
    this.out = out;
  }

  /** Writes the fields of one object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  @Override
  public void second(Second second) {
    line(
        fields -> {
          fields.writeNumberField("t_ms", second.elapsedMs());
          fields.writeNumberField("sent", second.sent());
          fields.writeNumberField("acked", second.acked());
          fields.writeNumberField("failed", second.failed());
          fields.writeNumberField("rate", rounded(second.rate()));
          fields.writeNumberField("send_lag_ms_max", rounded(second.maxSendLagMs()));
          if (second.seen().topic().isPresent()) {
            latency(fields, second.seen().topic().get());
          }
        });
  }

  @Override
  public void end(Result result) {
    Tally tally = result.tally();
    line(
        fields -> {
          fields.writeBooleanField("final", true);
          fields.writeNumberField("sent", tally.sent());
          fields.writeNumberField("acked", tally.acked());
          fields.writeNumberField("failed", tally.failed());
          fields.writeNumberField("admissions", tally.sentOf(Kind.ADMISSION));
          fields.writeNumberField("vitals", tally.vitals());
          fields.writeNumberField("discharges", tally.sentOf(Kind.DISCHARGE));
          fields.writeNumberField("duplicates", tally.sentOf(Kind.DUPLICATE));
          fields.writeObjectFieldStart("bad");
          for (Kind kind : Kind.values()) {
            if (kind.isBad()) {
              fields.writeNumberField(kind.reason(), tally.sentOf(kind));
            }
          }
          fields.writeEndObject();
          fields.writeNumberField("late_intended", tally.sentOf(Kind.LATE));
          fields.writeNumberField("too_late_intended", tally.sentOf(Kind.TOO_LATE));
          fields.writeNumberField("out_of_order", tally.sentOf(Kind.OUT_OF_ORDER));
          fields.writeNumberField("duration_ms", result.durationMs());
          fields.writeNumberField("max_send_lag_ms", rounded(result.maxSendLagMs()));
          fields.writeNumberField("warmup_ms", result.warmup().toMillis());
          fields.writeNumberField(
              "max_send_lag_after_warmup_ms", rounded(result.maxSendLagAfterWarmupMs()));
          fields.writeBooleanField("behind", result.behind());
          if (!tally.lastError().isEmpty()) {
            fields.writeStringField("last_error", tally.lastError());
          }
          if (result.topic().isPresent()) {
            fields.writeNumberField("answered", result.topic().get().answered());
            latency(fields, result.topic().get().micros());
          }
        });
  }

  private static void latency(JsonGenerator fields, Histogram micros) throws IOException {
    fields.writeNumberField("latency_count", micros.getTotalCount());
    fields.writeNumberField("latency_p50_ms", micros.getValueAtPercentile(50) / 1e3);
    fields.writeNumberField("latency_p99_ms", micros.getValueAtPercentile(99) / 1e3);
    fields.writeNumberField("latency_p999_ms", micros.getValueAtPercentile(99.9) / 1e3);
    fields.writeNumberField("latency_max_ms", micros.getMaxValue() / 1e3);
  }

  private void line(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(line)) {
      generator.writeStartObject();
      fields.write(generator);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does not fail
    }
    out.println(line);
    out.flush();
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
