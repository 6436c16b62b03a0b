package io.vitalgrid.loadgen.slo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.vitalgrid.loadgen.measure.Latency;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.send.Tally;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class ObjectiveTest {
  @Test
  void when_latenciesAreKnown_then_eachObjectiveIsJudged() {
    Result result = result(0); // 1 to 1,000 ms, once each

    assertThat(met("p50<501ms", result)).isTrue();
    assertThat(met("p50<500ms", result)).isFalse();
    assertThat(met("p99 <= 990.3ms", result)).isTrue();
    assertThat(met("p99.9<1s", result)).isTrue();
    assertThat(met("max<1s", result)).isFalse();
    assertThat(met("mean<501ms", result)).isTrue();
    assertThat(met("lost=0", result)).isTrue();
    assertThat(met("failed=0", result)).isTrue();
    assertThat(met("rate>=1", result)).isFalse();
    assertThat(Objective.parse("max<1s").judge(result).describe())
        .isEqualTo("max<1s: MISSED, 1,000.447 ms");
  }

  @Test
  void when_somethingWasNotMeasured_then_itIsNotMet() {
    assertThat(met("sql.p99<1s", result(0))).isFalse();
    assertThat(met("differences=0", result(0))).isFalse();
    assertThat(Objective.parse("sql.p99<1s").judge(result(0)).describe())
        .isEqualTo("sql.p99<1s: MISSED, not measured in this run");
  }

  @Test
  void when_theRunIsNotValid_then_noLatencyIsMet() {
    assertThat(met("p50<501ms", result(3))).isFalse();
    assertThat(met("failed=0", result(3))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "p99<1s, 8, 1.08",
    "p99<=1s, 30, 1.3",
    "p50<30ms, 8, 4.03",
    "p99.99<30ms, 10, 0.031",
    "max<2s, 60, 2",
    "mean<1s, 8, Infinity",
    "sql.p99<1s, 8, Infinity",
    "lost=0, 8, Infinity",
    "rate>=1000, 8, Infinity",
  })
  void when_soMuchWaits_then_theObjectiveIsMissedWhateverComes(
      String objective, double seconds, double backlogSeconds) {
    assertThat(Objective.parse(objective).hopelessBacklogSeconds(seconds))
        .isEqualTo(backlogSeconds, offset(1e-9));
  }

  @Test
  void when_itIsNoObjective_then_saidWithAnExample() {
    for (String text : List.of("p98<1s", "p99<30", "p99>3ms", "lost", "lost=-1", "speed<1s", "")) {
      assertThatThrownBy(() -> Objective.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("slo is '" + text + "'")
          .hasMessageContaining("such as 'p99<30ms'");
    }
  }

  @Test
  void when_writtenForCi_then_aCaseForEachObjective_andOneForTheValidity() throws Exception {
    Result result = result(3);
    List<Objective.Verdict> verdicts =
        List.of(
            Objective.parse("p99<30ms").judge(result), Objective.parse("failed=0").judge(result));

    String xml = JUnitXml.text("a \"b\" & <c>", result, verdicts);

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("3");
    assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("2");
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    assertThat(xml).contains("name=\"p99&lt;30ms\"", "3 events had no answer");
  }

  private static boolean met(String objective, Result result) {
    return Objective.parse(objective).judge(result).met();
  }

  private static Result result(long forgotten) {
    Histogram micros = new Histogram(3_600_000_000L, 3);
    for (int ms = 1; ms <= 1000; ms++) {
      micros.recordValue(ms * 1000L);
    }
    return new Result(
        new Tally(),
        0,
        1000,
        Duration.ZERO,
        Duration.ofMillis(100),
        false,
        Optional.of(new Latency("topic predictions", micros, micros, 1000, 0)),
        Optional.empty(),
        forgotten,
        Optional.empty());
  }
}
