package io.vitalgrid.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ChaosUsageTest {
  private final StringWriter error = new StringWriter();

  @Test
  void when_aFaultIsUnknown_then_theOthersAreNamed() {
    assertThat(run("--faults", "kill-member,meteor")).isEqualTo(2);
    assertThat(error.toString())
        .startsWith("'meteor' is no fault; there are kill-member, kill-coordinator, kill-two");
  }

  @Test
  void when_thereIsOneMember_then_nobodyCanTakeOver_andItIsRefused() {
    assertThat(run("--members", "1")).isEqualTo(2);
    assertThat(error.toString()).startsWith("1 members, 10 cycles, 200 events/s, 200 patients: ");
  }

  private int run(String... arguments) {
    return new CommandLine(new ChaosCommand())
        .setErr(new PrintWriter(error, true))
        .execute(arguments);
  }
}
