package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A blank in front makes any record one for Jackson: both must say the same. */
class PlainRecordTest {
  private static final long SEED = 20_261_127;
  private static final int RECORDS = 300_000;

  private final EventFields fields = new EventFields();
  private final PlainRecord plain = new PlainRecord(fields);

  @Test
  void when_recordsAreAsGatewaysWriteThem_then_theyArePlain() {
    assertThat(isPlain(WireRecord.vitals().bytes())).isTrue();
    assertThat(isPlain(WireRecord.admission().bytes())).isTrue();
    assertThat(isPlain(WireRecord.discharge().bytes())).isTrue();
    assertThat(isPlain(" {}")).isFalse();
    assertThat(isPlain("{\"a\" :\t1 ,\r\n\"b\": null,\"c\":true, \"d\":false } \n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[1]",
        "{\"spo2\"}",
        "{\"spo2\":}",
        "{\"spo2\":97",
        "{\"spo2\":97,}",
        "{\"spo2\":97}x",
        "{\"spo2\":97}{\"spo2\":97}",
        "{\"spo2\":97 98}",
        "{\"spo2\":97,\"spo2\":97}",
        "{\"spo2\":97,,\"a\":1}",
        "{spo2:97}",
        "{\"spo2\":'97'}",
        "{\"spo2\":-97}",
        "{\"spo2\":+97}",
        "{\"spo2\":097}",
        "{\"spo2\":00}",
        "{\"spo2\":97.}",
        "{\"spo2\":.97}",
        "{\"spo2\":97e0}",
        "{\"spo2\":97.0E0}",
        "{\"spo2\":1234567890123456789}",
        "{\"spo2\":97.12345678901234}",
        "{\"spo2\":1234567890123456.5}",
        "{\"spo2\":tru}",
        "{\"spo2\":truex}",
        "{\"spo2\":nul",
        "{\"spo2\":NaN}",
        "{\"spo2\":[97]}",
        "{\"spo2\":{}}",
        "{\"patient_id\":\"a\\u0062\"}",
        "{\"patient_id\":\"\u00e9\"}",
        "{\"patient_\u00e9\":1}",
        "{\"patient_id\":\"a\tb\"}",
        "{\"patient_id\":\"a",
        "{\"patient_id",
        "{\"spo2\":97}\u0000",
      })
  void when_thereIsAnythingElse_then_itIsNotPlain(String record) {
    assertThat(isPlain(record)).isFalse();
  }

  @Test
  void when_aNameOrTextIsLong_then_itIsNotPlain() {
    assertThat(isPlain("{\"a\":\"" + "x".repeat(1024) + "\"}")).isTrue();
    assertThat(isPlain("{\"a\":\"" + "x".repeat(1025) + "\"}")).isFalse();
    assertThat(isPlain("{\"" + "x".repeat(1025) + "\":1}")).isFalse();
  }

  @Test
  void when_onlyAPartOfAnArrayIsTheRecord_then_whatIsAroundItIsNotRead() {
    byte[] record = "{\"spo2\":97}".getBytes(ISO_8859_1);
    byte[] around = "xx{\"spo2\":97},1}".getBytes(ISO_8859_1);
    assertThat(plain.read(around, 2, record.length)).isTrue();
    for (int[] part : new int[][] {{2, -1}, {2, 1}, {1, 1}}) {
      fields.clear();
      assertThat(plain.read(around, part[0], record.length + part[1])).isFalse();
    }
  }

  @Test
  void when_aNumberHasDecimals_then_itIsTheNearestDouble() throws Exception {
    Random random = new Random(SEED);
    EventParser parser = Parsing.parser();
    int plainOnes = 0;
    for (int i = 0; i < RECORDS; i++) {
      String number = 1 + random.nextInt(40) + ".";
      for (int digits = 1 + random.nextInt(17); digits > 0; digits--) {
        number += random.nextInt(10);
      }
      byte[] record = WireRecord.vitals().with("glucose", number).bytes();
      plainOnes += isPlain(record) ? 1 : 0;
      Vitals vitals = (Vitals) parser.parse(record, WireRecord.ORIGIN);
      assertThat(vitals.values()[Vital.GLUCOSE.index()]).isEqualTo(Double.parseDouble(number));
    }
    assertThat(plainOnes).isBetween(RECORDS / 2, RECORDS * 9 / 10);
  }

  @Test
  void when_aDamagedRecordIsStillPlain_then_jacksonSaysTheSame() {
    Random random = new Random(SEED);
    EventParser one = Parsing.parser();
    EventParser other = Parsing.parser();
    List<byte[]> valid =
        List.of(
            WireRecord.vitals().bytes(),
            WireRecord.admission().bytes(),
            WireRecord.discharge().bytes(),
            WireRecord.vitals().with("event_time", "\"2026-11-22T10:15:30+01:00\"").bytes(),
            WireRecord.vitals()
                .with("seq", "123456789012345678")
                .with("temperature", "36.85")
                .bytes(),
            WireRecord.vitals().with("supplemental_oxygen", "true").with("ward", "null").bytes());
    int plainOnes = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = damage(valid.get(i % valid.size()), random);
      String said = outcome(one, record);
      if (isPlain(record)) { // all others are Jackson's
        plainOnes++;
        byte[] behindBlank = new byte[record.length + 1];
        behindBlank[0] = ' ';
        System.arraycopy(record, 0, behindBlank, 1, record.length);
        assertThat(said).as("%s", new String(record, UTF_8)).isEqualTo(outcome(other, behindBlank));
      }
    }
    assertThat(plainOnes).isBetween(RECORDS / 10, RECORDS * 9 / 10);
  }

  /** Replaces, removes or repeats a few bytes, mostly by such as have a meaning. */
  private static byte[] damage(byte[] record, Random random) {
    byte[] telling = " \t\"\\{}[]:,.-+eE0123456789nulltruefalse".getBytes(ISO_8859_1);
    byte[] damaged = record;
    for (int n = random.nextInt(3); n >= 0; n--) {
      int at = random.nextInt(damaged.length);
      byte[] tail = Arrays.copyOfRange(damaged, at, damaged.length);
      int kind = random.nextInt(3);
      if (kind == 0) { // replace
        damaged = damaged.clone();
        damaged[at] = telling[random.nextInt(telling.length)];
      } else if (kind == 1 && damaged.length > 1) { // remove
        damaged = Arrays.copyOf(damaged, damaged.length - 1);
        System.arraycopy(tail, 1, damaged, at, tail.length - 1);
      } else { // insert
        damaged = Arrays.copyOf(damaged, damaged.length + 1);
        damaged[at] =
            random.nextInt(20) == 0
                ? (byte) random.nextInt()
                : telling[random.nextInt(telling.length)];
        System.arraycopy(tail, 0, damaged, at + 1, tail.length);
      }
    }
    return damaged;
  }

  private static String outcome(EventParser parser, byte[] record) {
    try {
      return said(parser.parse(record, WireRecord.ORIGIN));
    } catch (RejectedException e) {
      Refused refused = parser.refused(e, WireRecord.ORIGIN);
      return e.getMessage()
          + (refused == null
              ? ""
              : refused.patient().id() + " " + refused.deviceId() + " " + refused.seq());
    }
  }

  private static String said(PatientEvent event) {
    String said = event.patient().id() + " " + event.eventTimeMs() + " ";
    if (event instanceof Vitals vitals) {
      return said
          + vitals.deviceId()
          + " "
          + vitals.seq()
          + " "
          + Arrays.toString(vitals.values())
          + " "
          + vitals.observations();
    }
    return event instanceof Admission admission
        ? said + admission.profile().hashCode()
        : said + "discharge";
  }

  private boolean isPlain(String record) {
    return isPlain(record.getBytes(UTF_8));
  }

  private boolean isPlain(byte[] record) {
    fields.clear();
    return plain.read(record, 0, record.length);
  }
}
