package io.vitalgrid.benchmarks.peer.scorer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.benchmarks.peer.scorer.ScoreJson.Answer;
import org.junit.jupiter.api.Test;

/** What the reference design and its model server say to each other. */
class ScoreJsonTest {
  @Test
  void when_aRowIsAsked_then_theServerHasTheSameNumbers() {
    float[] row = {63, 0, 27.3f, Float.MIN_VALUE};
    byte[] asked = ScoreJson.ask(row);
    assertThat(new String(asked, US_ASCII)).isEqualTo("{\"features\":[63.0,0.0,27.3,1.4E-45]}");
    assertThat(ScoreJson.asked(asked)).containsExactly(row);
  }

  @Test
  void when_theServerAnswers_then_theRiskIsTheSameToTheLastBit() {
    byte[] answer = ScoreJson.answer(1 / 3.0, "readmission@1");
    assertThat(ScoreJson.answer(answer)).isEqualTo(new Answer(1 / 3.0, "readmission@1"));
  }

  @Test
  void when_aRequestIsSomethingElse_then_itIsRefused() {
    assertThatThrownBy(() -> ScoreJson.asked("{}".getBytes(US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a request looks like {\"features\":[63.0,0.0]}");
  }
}
