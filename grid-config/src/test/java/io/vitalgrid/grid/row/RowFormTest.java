package io.vitalgrid.grid.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.compact.SchemaWriter;
import io.vitalgrid.grid.Vital;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link RowForm} against Hazelcast's own serialization, byte for byte. */
class RowFormTest {
  private static final InternalSerializationService HAZELCAST = service();

  private static InternalSerializationService service() {
    Config config = new Config();
    RowSerializers.register(config.getSerializationConfig().getCompactSerializationConfig());
    return new DefaultSerializationServiceBuilder()
        .setConfig(config.getSerializationConfig())
        .setSchemaService(new LocalSchemas())
        .build();
  }

  static Stream<Object> rows() {
    return RowSerializersTest.VALUES.stream()
        .filter(row -> !(row instanceof WindowKey || row instanceof ModelKey));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void when_anyRow_then_asHazelcastMakesIt(Object row) {
    RowForm<Object> form = RowForm.like(row);
    assertThat(form.toData(row)).isEqualTo(HAZELCAST.toData(row));
    assertThat(form.toData(row)).as("again").isEqualTo(HAZELCAST.toData(row));
    assertThat(form.toData(row).getPartitionHash())
        .isEqualTo(HAZELCAST.toData(row).getPartitionHash());
  }

  @Test
  void when_rowsOfAKindFollowEachOther_then_nothingOfOneIsInTheNext() {
    RowForm<PredictionRow> form = RowForm.like(Rows.predictionWithoutRisk());
    for (PredictionRow row :
        List.of(Rows.prediction(), Rows.predictionWithoutRisk(), Rows.prediction())) {
      assertThat(form.toData(row)).isEqualTo(HAZELCAST.toData(row));
    }
  }

  @Test
  void when_aBitWasSetInTheRowBefore_then_itIsNotInTheNext() {
    RowForm<ModelRow> form = RowForm.like(model(true));
    for (boolean bit : new boolean[] {true, false, true}) {
      assertThat(form.toData(model(bit))).isEqualTo(HAZELCAST.toData(model(bit)));
    }
  }

  private static ModelRow model(boolean bit) {
    return new ModelRow(
        new byte[1], "ab12", ModelRow.ONNX, "{}", "age", ModelRow.RETIRED, 3, bit, "why", 5, 6);
  }

  /** Where a field begins is said in one, two or four bytes. */
  @Test
  void when_aRowIsOfAnyLength_then_asHazelcastMakesIt() {
    RowForm<PatientRow> form = RowForm.like(patient(0));
    IntStream.concat(IntStream.range(0, 400), IntStream.of(2_000, 4_000, 10_000, 200_000))
        .mapToObj(RowFormTest::patient)
        .forEach(row -> assertThat(form.toData(row)).isEqualTo(HAZELCAST.toData(row)));
    IntStream.range(65_100, 65_600)
        .mapToObj(RowFormTest::patient)
        .forEach(row -> assertThat(form.toData(row)).isEqualTo(HAZELCAST.toData(row)));
  }

  private static PatientRow patient(int bytes) {
    double[] none = new double[Vital.COUNT];
    Arrays.fill(none, Double.NaN);
    return new PatientRow(null, none, new long[Vital.COUNT], 1, 1, new byte[bytes]);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        999,
        86_399_999,
        86_400_000,
        -86_400_001,
        951_782_400_000L, // 29 February 2000
        253_402_300_799_999L, // the last of 9999
        -62_198_755_200_001L // before the year 0
      })
  void when_aTimeIsUnusual_then_asHazelcastMakesIt(long epochMs) {
    RowForm<AcknowledgementRow> form = RowForm.like(new AcknowledgementRow("x", 0));
    AcknowledgementRow row = new AcknowledgementRow("x", epochMs);
    assertThat(form.toData(row)).isEqualTo(HAZELCAST.toData(row));
  }

  @Test
  void when_timesAreRandom_then_asHazelcastMakesThem() {
    Random random = new Random(7);
    RowForm<AcknowledgementRow> form = RowForm.like(new AcknowledgementRow("x", 0));
    LongStream.generate(() -> random.nextLong(-100_000_000_000_000L, 250_000_000_000_000L))
        .limit(10_000)
        .mapToObj(epochMs -> new AcknowledgementRow("x", epochMs))
        .forEach(row -> assertThat(form.toData(row)).isEqualTo(HAZELCAST.toData(row)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Łódź", "日本", "a\uD83D\uDE00b", "half \uD83D"})
  void when_aTextIsNotAscii_then_asHazelcastMakesIt(String text) {
    AcknowledgementRow row = new AcknowledgementRow(text, 1);
    RowForm<AcknowledgementRow> form = RowForm.like(row);
    assertThat(form.toData(row)).isEqualTo(HAZELCAST.toData(row));
  }

  @Test
  void when_noRow_then_noForm() {
    assertThat(RowForm.like("text")).isNull();
    assertThat(RowForm.like(new byte[1])).isNull();
  }

  @Test
  void when_aSerializerWritesInAnotherOrder_orNotAll_then_refused() {
    SchemaWriter schema = new SchemaWriter("two");
    schema.writeString("a", null);
    schema.writeInt64("b", 0);
    BinaryRowWriter writer = new BinaryRowWriter(schema.build());
    writer.start();
    writer.writeString("a", "1");
    assertThatThrownBy(writer::end)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("of 2 fields of a row only 1 were written");
    writer.writeInt64("b", 1);
    assertThatThrownBy(() -> writer.writeInt64("b", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b is written twice");

    writer.start();
    assertThatThrownBy(() -> writer.writeInt64("b", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b is written where a was before: the order must not change");
  }
}
