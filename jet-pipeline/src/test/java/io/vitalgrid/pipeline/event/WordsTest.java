package io.vitalgrid.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final Words words = new Words();

  @Test
  void when_aTextComesAgain_then_itIsTheSameObject() {
    assertThat(of("P-1")).isEqualTo("P-1").isSameAs(of("P-1"));
    assertThat(of("")).isEmpty();
  }

  @Test
  void when_aTextStandsWithinAnother_then_onlyItsPartIsRead() {
    assertThat(words.of("xxP-1yy".toCharArray(), 2, 3)).isEqualTo("P-1");
    assertThat(words.of("xxP-12yy".toCharArray(), 2, 4)).isEqualTo("P-12");
  }

  /** "Aa" and "BB" have the same hash code, hence the same place. */
  @Test
  void when_twoTextsWantTheSamePlace_then_eachIsItself() {
    for (int i = 0; i < 3; i++) {
      assertThat(of("Aa")).isEqualTo("Aa");
      assertThat(of("BB")).isEqualTo("BB");
    }
  }

  @Test
  void when_aTextIsLong_then_itIsNotKept() {
    String longest = "x".repeat(Words.MAX_LENGTH);
    assertThat(of(longest)).isEqualTo(longest).isSameAs(of(longest));
    assertThat(of(longest + "x")).isEqualTo(longest + "x").isNotSameAs(of(longest + "x"));
  }

  @Test
  void when_moreTextsComeThanFit_then_eachIsItself() {
    Random random = new Random(1);
    for (int i = 0; i < 300_000; i++) {
      String text = (random.nextInt(3) == 0 ? "\u00E9\u20AC" : "p") + random.nextInt(200_000);
      assertThat(of(text)).isEqualTo(text);
    }
  }

  private String of(String text) {
    return words.of(text.toCharArray(), 0, text.length());
  }
}
