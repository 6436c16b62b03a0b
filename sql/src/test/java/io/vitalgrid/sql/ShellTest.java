package io.vitalgrid.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.Job;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a terminal without cursor, which a test types into. */
@Timeout(60)
class ShellTest {
  private static TestGrid grid;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    grid = new TestGrid();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void when_statement_has_several_lines_then_run_at_its_semicolon() throws IOException {
    assertThat(type("SELECT patient_id\nFROM patients\nWHERE patient_id = 'P1'; SELECT 7 AS n;\n"))
        .contains("patient_id\n----------\nP1\n1 row\n", "7\n1 row\n");
  }

  @Test
  void when_statement_is_wrong_then_said_and_the_shell_goes_on() throws IOException {
    assertThat(type("SELECT rsik FROM predictions;\nSELECT 7 AS n;\n"))
        .contains("Column 'rsik' not found", "7\n1 row\n");
  }

  @Test
  void when_own_words_then_answered() throws IOException {
    assertThat(type("help\n")).contains("ends with a semicolon");
    assertThat(type("tables\n")).contains("patients\npredictions\n");
    assertThat(type("queries;\n")).contains("who-is-at-risk     The ten patients");
    assertThat(type("run models\n")).contains("champion");
    assertThat(type("run nothing\n")).contains("There is no saved query \"nothing\".");
    assertThat(type("format csv\nSELECT 7 AS n;\n")).contains("n\n7\n").doesNotContain("1 row");
    assertThat(type("format xml\n"))
        .contains("There is no format \"xml\". There are: table, csv, json.");
  }

  @Test
  void when_exit_then_nothing_more_is_run() throws IOException {
    assertThat(type("exit\nSELECT 7 AS n;\n")).doesNotContain("7\n");
  }

  @Test
  void when_history_has_a_file_then_it_is_kept() throws IOException {
    Path history = folder.resolve("history");
    try (Terminal terminal = terminal("SELECT 7 AS n;\n", new ByteArrayOutputStream())) {
      new Shell(terminal, history, Format.TABLE).run(connect());
    }
    assertThat(Files.readString(history)).contains("SELECT 7 AS n;");
  }

  @Test
  void when_the_member_goes_then_said() {
    TestGrid other = new TestGrid();
    try (GridClient client = GridClient.connect(other.address(), TestGrid.CLUSTER_NAME)) {
      other.close();
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(client::sql)
                      .isInstanceOf(NoGridException.class)
                      .hasMessage(
                          "The member at %s has gone. Start it again, or name another one with"
                              + " --address.",
                          other.address()));
    }
  }

  @Test
  void when_interrupted_then_the_query_ends_and_the_shell_goes_on() throws Exception {
    interrupt("SELECT v FROM TABLE(generate_stream(50)) WHERE v < 4;\n", "\n3\n");
  }

  @Test
  void when_interrupted_before_the_first_row_then_the_query_ends_and_the_shell_goes_on()
      throws Exception {
    interrupt("SELECT v FROM TABLE(generate_stream(50)) WHERE v < 0;\n", "");
  }

  /** Types a query that never ends, waits until it runs and for a text, and presses Ctrl-C. */
  private static void interrupt(String query, String awaited) throws Exception {
    PipedInputStream in = new PipedInputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PipedOutputStream keyboard = new PipedOutputStream(in);
        Terminal terminal = new DumbTerminal(in, out)) {
      Shell shell = new Shell(terminal, null, Format.CSV);
      CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> shell.run(connect()));
      write(keyboard, query);
      while (queriesRunning() == 0 || !text(out).contains(awaited)) {
        Thread.sleep(20);
      }
      terminal.raise(Signal.INT);
      while (queriesRunning() > 0 || !text(out).contains("Cancelled.")) {
        Thread.sleep(20);
      }
      write(keyboard, "SELECT 'still' || ' here' AS n;\nexit\n");
      assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
    }
    assertThat(text(out)).contains("still here");
  }

  private static long queriesRunning() {
    return grid.member().getJet().getJobs().stream().filter(Job::isLightJob).count();
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  private static void write(PipedOutputStream keyboard, String text) throws IOException {
    keyboard.write(text.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private static String type(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Terminal terminal = terminal(text, out)) {
      assertThat(new Shell(terminal, null, Format.TABLE).run(connect())).isZero();
    }
    return text(out);
  }

  private static Terminal terminal(String text, ByteArrayOutputStream out) throws IOException {
    return new DumbTerminal(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), out);
  }

  private static GridClient connect() {
    return GridClient.connect(grid.address(), TestGrid.CLUSTER_NAME);
  }
}
