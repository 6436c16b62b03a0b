package io.vitalgrid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.Maps;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SqlCommandTest {
  private static final String MOST_AT_RISK =
      "SELECT patient_id, risk, news2 FROM predictions ORDER BY risk DESC LIMIT 10";

  private static TestGrid grid;

  @TempDir private Path folder;

  private record Answer(int exitCode, String out, String err) {}

  @BeforeAll
  static void start() {
    grid = new TestGrid();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void when_table_then_aligned_and_null_is_named() {
    assertThat(ask(MOST_AT_RISK))
        .isEqualTo(
            """
            patient_id    risk  news2
            ----------  ------  -----
            P2            0.75      7
            P1          0.1931      5
            P3            NULL   NULL
            3 rows
            """);
  }

  @Test
  void when_csv_then_null_is_empty() {
    assertThat(ask(MOST_AT_RISK, "--format", "csv"))
        .isEqualTo(
            """
            patient_id,risk,news2
            P2,0.75,7
            P1,0.1931,5
            P3,,
            """);
  }

  @Test
  void when_json_then_null_is_null_and_an_object_a_line() {
    assertThat(ask(MOST_AT_RISK, "--format", "json"))
        .isEqualTo(
            """
            [
            {"patient_id":"P2","risk":0.75,"news2":7},
            {"patient_id":"P1","risk":0.1931,"news2":5},
            {"patient_id":"P3","risk":null,"news2":null}
            ]
            """);
  }

  @Test
  void when_no_rows_then_header_only() {
    String none = "SELECT patient_id FROM patients WHERE patient_id = 'nobody'";
    assertThat(ask(none)).isEqualTo("patient_id\n----------\n0 rows\n");
    assertThat(ask(none, "--format", "csv")).isEqualTo("patient_id\n");
    assertThat(ask(none, "--format", "json")).isEqualTo("[]\n");
  }

  @Test
  void when_values_hold_separators_then_escaped() {
    String sql = "SELECT 'a,\"b\"' || U&'\\000A' || U&'\\001B' AS text, 1 AS n, TRUE AS yes";
    assertThat(ask(sql, "--format", "csv"))
        .isEqualTo("text,n,yes\n\"a,\"\"b\"\"\n\u001B\",1,true\n");
    assertThat(ask(sql, "--format", "json"))
        .isEqualTo("[\n{\"text\":\"a,\\\"b\\\"\\n\\u001b\",\"n\":1,\"yes\":true}\n]\n");
    assertThat(ask(sql)).contains("a,\"b\"\\n\\u001b").doesNotContain("\u001B");
  }

  @Test
  void when_time_then_with_zone() {
    assertThat(ask("SELECT event_time FROM predictions WHERE patient_id = 'P1'", "--format", "csv"))
        .isEqualTo("event_time\n2025-11-22T10:15:30.123Z\n");
    assertThat(
            ask(
                "SELECT patient_id FROM predictions WHERE event_time <"
                    + " CAST('2025-11-22T10:15:30.124Z' AS TIMESTAMP WITH TIME ZONE) AND event_time"
                    + " >= CAST('2025-11-22T10:15:30.123Z' AS TIMESTAMP WITH TIME ZONE) ORDER"
                    + " BY patient_id",
                "--format",
                "csv"))
        .isEqualTo("patient_id\nP1\nP2\nP3\n");
  }

  @Test
  void when_composite_key_then_both_parts_are_columns() {
    assertThat(
            ask(
                "SELECT patient_id, window_end, revision, heart_rate_mean, spo2_mean, spo2_count"
                    + " FROM windows WHERE patient_id = 'P1' ORDER BY window_end",
                "--format",
                "csv"))
        .isEqualTo(
            """
            patient_id,window_end,revision,heart_rate_mean,spo2_mean,spo2_count
            P1,2025-11-22T10:16:00Z,9,81.5,,0
            P1,2025-11-22T10:17:00Z,8,81.5,,0
            """);
    assertThat(
            ask("SELECT version, stage FROM models WHERE name = 'readmission'", "--format", "csv"))
        .isEqualTo("version,stage\n3,champion\n");
  }

  @Test
  void when_several_statements_then_one_after_the_other() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.sql"), "SELECT 1 AS a; -- one\nSELECT 2 AS b;\n");
    assertThat(ask("-f", file.toString(), "--format", "csv")).isEqualTo("a\n1\nb\n2\n");
  }

  @Test
  void when_statement_gives_no_rows_then_ok() {
    assertThat(
            ask("CREATE OR REPLACE VIEW at_risk AS SELECT * FROM predictions; DROP VIEW at_risk"))
        .isEqualTo("OK\nOK\n");
  }

  @Test
  void when_query_runs_for_ever_then_limit_ends_it() {
    assertThat(ask("SELECT v FROM TABLE(generate_stream(100)) LIMIT 2", "--format", "csv"))
        .isEqualTo("v\n0\n1\n");
  }

  @ParameterizedTest
  @MethodSource("io.vitalgrid.sql.SavedQueries#names")
  void when_saved_query_then_it_answers(String name) {
    assertThat(ask("-q", name, "--format", "csv").lines().count()).isGreaterThan(1);
  }

  @Test
  void when_joined_then_with_ward() {
    assertThat(ask("-q", "deteriorating", "--format", "csv"))
        .isEqualTo(
            """
            patient_id,ward,news2,news2_band,risk,event_time
            P2,,7,MEDIUM,0.75,2025-11-22T10:15:30.123Z
            P1,ICU-2,5,MEDIUM,0.1931,2025-11-22T10:15:30.123Z
            """);
  }

  @Test
  void when_who_is_at_risk_then_only_who_has_a_risk() {
    assertThat(ask("-q", "who-is-at-risk", "--format", "csv"))
        .isEqualTo(
            """
            patient_id,risk,news2,news2_band,event_time,model
            P2,0.75,7,MEDIUM,2025-11-22T10:15:30.123Z,readmission@3
            P1,0.1931,5,MEDIUM,2025-11-22T10:15:30.123Z,readmission@3
            """);
  }

  @Test
  void when_list_then_every_query_with_its_sentence() {
    assertThat(run("--list").out())
        .hasLineCount(SavedQueries.names().size())
        .contains("who-is-at-risk     The ten patients most at risk");
  }

  @Test
  void when_set_then_the_grid_is_found_by_settings() {
    String[] address = grid.address().split(":", -1);
    Answer answer =
        run(
            "SELECT COUNT(*) AS n FROM patients",
            "--format=csv",
            "--set",
            "grid.cluster-name=" + TestGrid.CLUSTER_NAME,
            "--set",
            "grid.port=" + address[1]);
    assertThat(answer).isEqualTo(new Answer(0, "n\n3\n", ""));
  }

  @Test
  void when_sql_is_wrong_then_its_message_and_1() {
    Answer answer = askFor("SELECT rsik FROM predictions");
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("Column 'rsik' not found").hasLineCount(1);
  }

  @Test
  void when_second_statement_is_wrong_then_the_first_has_answered() {
    Answer answer = askFor("SELECT 1 AS a; SELECT 2 FORM b", "--format", "csv");
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).isEqualTo("a\n1\n");
    assertThat(answer.err()).isEqualTo("Encountered \"b\" at line 1, column 15.\n");
  }

  @Test
  void when_query_fails_while_it_runs_then_its_message_and_1() {
    Answer answer = askFor("SELECT 1 / (v - 2) FROM TABLE(generate_series(0, 5))");
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).containsIgnoringCase("zero");
  }

  @Test
  void when_nobody_answers_then_said_at_once_and_1() {
    String address = "127.0.0.1:" + FreePort.onLoopback();
    long begin = System.nanoTime();
    Answer answer = run("SELECT 1", "--address", address);
    assertThat(answer)
        .isEqualTo(
            new Answer(
                1,
                "",
                "No grid answers at %s. Start one with `./vitalgrid up`, or name a member with --address.\n"
                    .formatted(address)));
    assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
  }

  @Test
  void when_the_grid_has_another_name_then_said_and_1() {
    Answer answer = run("SELECT 1", "--address", grid.address(), "--cluster-name", "other");
    assertThat(answer)
        .isEqualTo(
            new Answer(
                1,
                "",
                ("Something answers at %s, but it is no member of a grid named \"other\". Give the"
                        + " grid's name with --cluster-name, or another member with --address.\n")
                    .formatted(grid.address())));
  }

  @Test
  void when_something_else_answers_then_said_and_1() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Answer answer = run("SELECT 1", "--address", "127.0.0.1:" + silent.getLocalPort());
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.err()).startsWith("Something answers at 127.0.0.1:");
    }
  }

  /** As on a full disk; the second statement would have done something. */
  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "json"})
  void when_output_cannot_be_written_then_said_and_1_and_the_script_ends(String format) {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] buffer, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();
    int exitCode =
        SqlCommand.commandLine()
            .setOut(new PrintWriter(new BufferedWriter(full)))
            .setErr(new PrintWriter(err))
            .execute(
                "SELECT 1 AS a; SINK INTO outcomes VALUES ('unwritten', TRUE)",
                "--format",
                format,
                "--address",
                grid.address(),
                "--cluster-name",
                TestGrid.CLUSTER_NAME);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err).hasToString("sql: the output could not be written\n");
    assertThat(grid.member().getMap(Maps.OUTCOMES).containsKey("unwritten")).isFalse();
  }

  @Test
  void when_usage_is_wrong_then_said_and_2() {
    assertThat(run("-q", "nothing"))
        .isEqualTo(
            new Answer(
                2,
                "",
                "There is no saved query \"nothing\". There are: "
                    + String.join(", ", SavedQueries.names())
                    + ".\n"));
    assertThat(run("SELECT 1", "--address", "localhost").err())
        .isEqualTo(
            "--address is \"localhost\", but must be host:port. Example: --address"
                + " 127.0.0.1:5701\n");
    assertThat(run("-f", folder.resolve("none.sql").toString()))
        .isEqualTo(
            new Answer(
                2,
                "",
                "There is no file %s. Give the path of one with SQL in it.\n"
                    .formatted(folder.resolve("none.sql"))));
    assertThat(run(" ; -- nothing").exitCode()).isEqualTo(2);
    assertThat(run("SELECT 1", "--set", "grid.prot=1").err()).contains("Did you mean grid.port?");
    assertThat(run("SELECT 1", "-q", "models").exitCode()).isEqualTo(2);
    assertThat(run("SELECT 1", "--format", "xml").exitCode()).isEqualTo(2);
  }

  @Test
  void when_help_then_every_option() {
    Answer answer = run("--help");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains(
            "--format", "--address", "--cluster-name", "--query", "--file", "--list", "--set");
  }

  /** What the grid answers; must be without an error. */
  private static String ask(String... arguments) {
    Answer answer = askFor(arguments);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    return answer.out();
  }

  private static Answer askFor(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--address", grid.address(), "--cluster-name", TestGrid.CLUSTER_NAME));
    return run(all.toArray(String[]::new));
  }

  private static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        SqlCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = command.execute(arguments);
    return new Answer(exitCode, out.toString(), err.toString());
  }
}
