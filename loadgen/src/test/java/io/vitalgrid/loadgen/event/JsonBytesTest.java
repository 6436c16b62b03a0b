package io.vitalgrid.loadgen.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonBytesTest {
  private final JsonBytes json = new JsonBytes();

  @Test
  void when_numbersAreWritten_then_asJavaWould() {
    for (long value : new long[] {0, 9, 10, 99, 100, 1_763_806_530_123L, Long.MAX_VALUE, -7}) {
      assertThat(text(json.clear().number(value))).isEqualTo(Long.toString(value));
    }
    assertThat(text(json.clear().number(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
  }

  @Test
  void when_tenthsAreWritten_then_withOneDecimal() {
    assertThat(text(json.clear().tenths(368).raw(' ').tenths(5).raw(' ').tenths(70)))
        .isEqualTo("36.8 0.5 7.0");
  }

  @Test
  void when_textHoldsQuotes_then_theyAreEscaped() {
    assertThat(text(json.clear().string("P\"1\\\n"))).isEqualTo("\"P\\\"1\\\\\\n\"");
  }

  @Test
  void when_moreIsWrittenThanFits_then_theBufferGrows() {
    String longText = "x".repeat(5000);

    assertThat(text(json.clear().raw("a").raw(longText))).isEqualTo("a" + longText);
  }

  private static String text(JsonBytes json) {
    return new String(json.copy(), UTF_8);
  }
}
