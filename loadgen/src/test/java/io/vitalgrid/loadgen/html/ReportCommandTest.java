package io.vitalgrid.loadgen.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String RUN =
      """
      {"format":"vitalgrid-run/1","name":"%s","about":"a <b> & c","started_at":"2026-11-22T10:15:30Z",
       "duration_ms":3000,"warmup_ms":1000,"valid":%s,"invalid_because":["it was late"],
       "objectives":[{"objective":"p99<30ms","met":false,"verdict":"p99<30ms: MISSED, 41 ms"}],
       "totals":{"sent_records":3000,"sent_per_s":1000.0,"lost_events":0},
       "latency_topic":{"where":"topic predictions","count":2000,"p50_ms":4.5,"p99_ms":41.0,
        "max_ms":5000.5,"spectrum":[{"percentile":"0.0","ms":1},{"percentile":"50.0","ms":4.5},
        {"percentile":"99.0","ms":41},{"percentile":"100.0","ms":5000.5}]},
       "phases":[{"kind":"constant","from_ms":0,"to_ms":3000,"arrivals":"1,000/s"}],
       "settings":{"rate":"1000"},"machine":{"cores":2},"versions":{"loadgen":"1"},
       "check":{"exact":false,"difference_count":1,"rows":[{"what":"vitals with a prediction",
        "expected_min_count":7,"expected_max_count":8,"actual_count":6,"equal":false}],
        "differences":["event MON-1/7 vanished"],"not_exactly_known":[]},
       "seconds":[{"t_ms":1000,"sent_per_s":990.0,"topic_p99_ms":30.5,"topic_max_ms":31},
        {"t_ms":2000,"sent_per_s":1000.0},
        {"t_ms":3000,"sent_per_s":1010.0,"topic_p99_ms":4999.0,"topic_max_ms":5000.5,
         "metrics":{"vitalgrid_x_total":3}}]}
      """;

  @TempDir private Path temp;
  private final StringWriter err = new StringWriter();

  @Test
  void when_aRunIsReported_then_onePageHoldsAllOfIt_andNeedsNothingElse() throws Exception {
    String page = page(run("ward", true));

    assertThat(page)
        .contains("ward", "a &lt;b&gt; &amp; c", "<small>ms</small>", "5,001", "missed")
        .contains("Latency to topic predictions", "Rate", "Latency spectrum", "1 differences")
        .contains("event MON-1/7 vanished", "7 to 8", "<td>2</td>", "warm-up");
    assertThat(page).doesNotContain("<script src", "<link", "@import", "url(");
    assertThat(page.replace("http://www.w3.org", "")).doesNotContain("http://", "https://");
    assertThat(page).doesNotContain("NaN", "null</");
  }

  @Test
  void when_nothingArrivedInASecond_then_theLineHasAGapRatherThanAZero() throws Exception {
    String page = page(run("ward", true));

    // p99 is known in the first and the third second: two separate dots.
    assertThat(page)
        .containsPattern("<path class=\"line c1\" d=\"M[0-9.]+ [0-9.]+l0 0M[0-9.]+ [0-9.]+l0 0\">");
  }

  @Test
  void when_severalRunsAreReported_then_theyStandSideBySide() throws Exception {
    String page = page(run("before", true), run("after", true), run("after", false));

    assertThat(page)
        .contains("Side by side", "p99 over time", "before", "after (2)", "NOT VALID: it was late");
  }

  @Test
  void when_thereIsNoRun_then_saidWithTheWayOut() throws Exception {
    assertThat(execute(temp.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be read", "loadgen --out");

    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("run.json"), "{\"format\":\"x\"}", UTF_8);
    assertThat(execute(other.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("it is no vitalgrid-run/1");
    assertThat(execute()).isEqualTo(2);
  }

  @Test
  void when_objectivesAreGiven_then_everyRunIsJudged() throws Exception {
    String run = run("ward", true).toString();

    assertThat(execute(run, "--slo", "p99<42ms", "--slo", "lost=0", "--slo", "rate>=1000"))
        .isZero();
    assertThat(execute(run, "--slo", "p99<41ms")).isEqualTo(3);
    assertThat(execute(run, "--slo", "sql.p99<41ms")).as("not measured").isEqualTo(3);
    assertThat(execute(run, "--slo", "differences=0")).isEqualTo(3);
    assertThat(execute(run, "--slo", "p99<9")).isEqualTo(2);
    assertThat(execute(run("ward", false).toString(), "--slo", "p99<1s"))
        .as("not valid")
        .isEqualTo(3);
  }

  private Path run(String name, boolean valid) throws Exception {
    Path folder = Files.createTempDirectory(temp, "run");
    Files.writeString(folder.resolve("run.json"), RUN.formatted(name, valid), UTF_8);
    return folder;
  }

  private String page(Path... runs) throws Exception {
    String[] args = new String[runs.length];
    for (int i = 0; i < runs.length; i++) {
      args[i] = runs[i].toString();
    }
    assertThat(execute(args)).as(err.toString()).isZero();
    return Files.readString(runs[0].resolve("report.html"), UTF_8);
  }

  private int execute(String... args) {
    return ReportCommand.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
