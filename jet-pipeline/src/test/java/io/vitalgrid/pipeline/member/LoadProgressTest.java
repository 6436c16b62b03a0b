package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LoadProgressTest {
  @Test
  void when_lineIsOfASecond_then_itIsNotTheLast() {
    LoadProgress progress =
        LoadProgress.parse(
            "{\"t_ms\":2000,\"sent\":2003,\"acked\":1999,\"failed\":1,\"rate\":1001.5,"
                + "\"send_lag_ms_max\":3.25}");

    assertThat(progress).isEqualTo(new LoadProgress(false, 2000, 2003, 1999, 1, 3.25, false));
  }

  @Test
  void when_lineIsFinal_then_nestedCountsAreLeftOut() {
    LoadProgress progress =
        LoadProgress.parse(
            "{\"final\":true,\"sent\":50,\"acked\":50,\"failed\":0,"
                + "\"bad\":{\"malformed_json\":7,\"sent\":9},\"duration_ms\":1234,"
                + "\"max_send_lag_ms\":120.5,\"behind\":true}");

    assertThat(progress).isEqualTo(new LoadProgress(true, 1234, 50, 50, 0, 120.5, true));
  }

  @Test
  void when_lineIsSomethingElse_then_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> LoadProgress.parse("hello"));
    assertThatIllegalArgumentException().isThrownBy(() -> LoadProgress.parse("[1]"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadProgress.parse("{\"t_ms\":1}"))
        .withMessageContaining("sent");
  }
}
