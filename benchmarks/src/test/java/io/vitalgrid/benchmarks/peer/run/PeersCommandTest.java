package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PeersCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"--smoke", "--rates=1000"})
  void when_objectiveButNoLimitIsSearched_then_refused(String form) {
    assertThat(refusal("--slo=p99<100ms", form))
        .contains("--slo is for the search of limits: leave it out with --smoke and --rates");
  }

  @Test
  void when_objectiveIsNotOfTheTopic_then_refused() {
    assertThat(refusal("--slo=lost=0")).contains("must be about the latency on the topic");
  }

  @Test
  void when_noPatients_then_refused() {
    assertThat(refusal("--patients=0")).contains("--patients is 0, must be at least 1");
  }

  private static String refusal(String... arguments) {
    StringWriter errors = new StringWriter();
    int exit =
        new CommandLine(new PeersCommand()).setErr(new PrintWriter(errors)).execute(arguments);
    assertThat(exit).isEqualTo(2);
    return errors.toString();
  }
}
