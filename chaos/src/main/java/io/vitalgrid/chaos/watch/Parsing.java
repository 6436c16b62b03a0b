package io.vitalgrid.chaos.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vitalgrid.chaos.load.Ledger;
import io.vitalgrid.chaos.verdict.Facts.InputRecord;
import io.vitalgrid.chaos.verdict.Facts.LateSaid;
import io.vitalgrid.chaos.verdict.Facts.PaneSaid;
import io.vitalgrid.chaos.verdict.Facts.Refusal;
import io.vitalgrid.chaos.verdict.Hash;
import io.vitalgrid.grid.row.PredictionRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** From the records of the topics to facts. */
final class Parsing {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int NOBODY = -1;

  private Parsing() {}

  static InputRecord input(ConsumerRecord<byte[], byte[]> record) {
    String send = header(record, Ledger.HEADER);
    return new InputRecord(
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.value(),
        send == null ? NOBODY : Integer.parseInt(send));
  }

  static PaneSaid pane(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> fields = fields(record.value());
    String risk = fields.get("risk");
    String news2 = fields.get("news2");
    return new PaneSaid(
        record.timestamp(),
        fields.get("patient_id"),
        fields.get("event_id"),
        fields.get("timing"),
        Long.parseLong(fields.get("revision")),
        Long.parseLong(fields.get("window_end")),
        risk == null ? Double.NaN : Double.parseDouble(risk),
        news2 == null ? PredictionRow.NO_NEWS2 : Integer.parseInt(news2),
        Long.parseLong(fields.get("scored_at")));
  }

  static LateSaid late(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> fields = fields(record.value());
    return new LateSaid(fields.get("patient_id"), fields.get("event_id"));
  }

  static Refusal refusal(ConsumerRecord<byte[], byte[]> record) {
    return new Refusal(
        Integer.parseInt(header(record, "vitalgrid.partition")),
        Long.parseLong(header(record, "vitalgrid.offset")),
        header(record, "vitalgrid.reason"),
        Hash.of(record.value()));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  /** The fields of a flat object as text; those that are null are left out. */
  private static Map<String, String> fields(byte[] value) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(value)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_NULL) {
          fields.put(name, parser.getText());
        }
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException("a record of the grid is no JSON object", e);
    }
  }
}
