package io.vitalgrid.pipeline.sink;

import static io.vitalgrid.pipeline.sink.JsonBytes.name;
import static io.vitalgrid.pipeline.sink.JsonBytes.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
  private static final byte[] A = name("a");
  private static final byte[] B = name("b");

  private final JsonBytes json = new JsonBytes();

  @Test
  void when_objectsFollowEachOther_then_eachStandsAlone() {
    byte[] first = json.begin().text(A, "x").word(B, quoted("Y")).end();
    byte[] second = json.begin().nothing(A).bool(B, true).end();

    assertThat(new String(first, UTF_8)).isEqualTo("{\"a\":\"x\",\"b\":\"Y\"}");
    assertThat(new String(second, UTF_8)).isEqualTo("{\"a\":null,\"b\":true}");
  }

  @Test
  void when_textsAreRandom_then_theyReadBack() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random);
      byte[] bytes = json.begin().text(A, text).end();

      assertThat(read(bytes)).isEqualTo(text);
      assertThat(new String(bytes, UTF_8).getBytes(UTF_8)).isEqualTo(bytes);
    }
  }

  /** Of all lengths of UTF-8, with what must be escaped. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      int most =
          switch (random.nextInt(5)) {
            case 0 -> 0x20;
            case 1 -> 0x80;
            case 2 -> 0x800;
            case 3 -> 0xD800;
            default -> 0x110000;
          };
      int codePoint = random.nextInt(most);
      if (codePoint < 0xD800 || codePoint > 0xDFFF) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }

  @Test
  void when_textIsBeyondAscii_then_utf8_andOnlyWhatMustBeIsEscaped() {
    String text = "é\u75c5\uD83D\uDE00/\u007F\u0000\n\"\\";

    assertThat(new String(json.begin().text(A, text).end(), UTF_8))
        .isEqualTo("{\"a\":\"é\u75c5\uD83D\uDE00/\u007F\\u0000\\n\\\"\\\\\"}");
  }

  @Test
  void when_textIsLong_then_itFits() {
    String text = "\u0001".repeat(100_000);

    assertThat(json.begin().text(A, text).number(B, 1).end())
        .hasSize("{'a':'','b':1}".length() + 6 * text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "x\uD83Dy", "\uDE00\uD83D", "\uD83D\uD83D"})
  void when_surrogateHasNoPartner_then_itReadsBack(String text) throws Exception {
    assertThat(read(json.begin().text(A, text).end())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 9, 10, 999, 1_000, 1_763_806_530_131L, Long.MAX_VALUE})
  void when_numberIsWhole_then_allItsDigits(long number) {
    assertThat(new String(json.begin().number(A, number).number(B, -number).end(), UTF_8))
        .isEqualTo("{\"a\":" + number + ",\"b\":" + -number + "}");
  }

  @Test
  void when_numberIsTheLowest_then_allItsDigits() {
    assertThat(new String(json.begin().number(A, Long.MIN_VALUE).end(), UTF_8))
        .isEqualTo("{\"a\":-9223372036854775808}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 0.1931, 82, -1e-7, 1e22, Double.MIN_VALUE, Double.MAX_VALUE})
  void when_numberIsNotWhole_then_itReadsBack(double number) {
    String text = new String(json.begin().number(A, number).end(), UTF_8);

    assertThat(text).startsWith("{\"a\":").endsWith("}");
    assertThat(Double.parseDouble(text.substring(5, text.length() - 1))).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void when_numberIsNoneInJson_then_null(double number) {
    assertThat(new String(json.begin().number(A, number).end(), UTF_8)).isEqualTo("{\"a\":null}");
  }

  /** Wherever the buffer of 512 bytes ends. */
  @Test
  void when_theBufferEndsInAnyField_thenItGrows() {
    String longest = Long.toString(Long.MIN_VALUE);
    for (int length = 400; length < 520; length++) {
      byte[] padding = quoted("x".repeat(length));
      String before = "{\"a\":\"" + "x".repeat(length) + "\"";

      assertThat(new String(json().word(A, padding).number(B, Long.MIN_VALUE).end(), UTF_8))
          .isEqualTo(before + ",\"b\":" + longest + "}");
      assertThat(
              new String(json().word(A, padding).number(B, -1.2345678901234568e-300).end(), UTF_8))
          .isEqualTo(before + ",\"b\":-1.2345678901234568E-300}");
      assertThat(new String(json().word(A, padding).text(B, "\u0001").end(), UTF_8))
          .isEqualTo(before + ",\"b\":\"\\u0001\"}");
      assertThat(new String(json().word(A, padding).end(), UTF_8)).isEqualTo(before + "}");
    }
  }

  private static JsonBytes json() {
    return new JsonBytes().begin();
  }

  @Test
  void when_recordsGrow_then_theBufferDoes() {
    for (int fields = 1; fields < 200; fields++) {
      json.begin();
      for (int i = 0; i < fields; i++) {
        json.number(A, 0.125).bool(B, false).number(A, i % 10);
      }

      assertThat(json.end()).hasSize(1 + fields * 26);
    }
  }

  private static String read(byte[] object) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(object)) {
      parser.nextToken();
      parser.nextToken();
      assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
      String text = parser.getText();
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      return text;
    }
  }
}
