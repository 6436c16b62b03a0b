package io.vitalgrid.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.hazelcast.map.IMap;
import com.hazelcast.sql.SqlResult;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import io.vitalgrid.pipeline.score.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against a grid of two members that scores a ward's readings all the while. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelCommandTest {
  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static TestKafka kafka;
  private static TestGrid grid;
  private static TestGrid second;
  private static Ward ward;

  private String said;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
    kafka = new TestKafka(broker.bootstrapServers());
    Settings settings = TestGrid.settings(broker.bootstrapServers(), folder);
    grid = TestGrid.start(settings);
    second =
        TestGrid.start(
            settings
                .with(GridSettings.GRID_PORT, FreePort.onLoopback())
                .with(GridSettings.GRID_MEMBERS, List.of(address())));
    ward = new Ward(kafka, settings.get(GridSettings.KAFKA_TOPIC_INPUT), 20);
    await().atMost(Duration.ofSeconds(60)).until(() -> grid.predictions().size() == 20);
  }

  @AfterAll
  static void stop() throws Exception {
    ward.close();
    second.close();
    grid.close();
    kafka.close();
    broker.close();
  }

  private static String address() {
    return "127.0.0.1:" + grid.settings().get(GridSettings.GRID_PORT);
  }

  @Test
  @Order(1)
  void when_modelIsDeployed_then_itIsTheShadow_andIsCompared() throws Exception {
    assertThat(run("deploy", file("lower", TestModels.lower()), "--name", "readmission")).isZero();

    assertThat(said).contains("lower.onnx: 11 features", "readmission@2 is the shadow");
    assertThat(models().get(key(2)).stage()).isEqualTo("shadow");
    await().atMost(Duration.ofSeconds(30)).until(() -> compared() > 100);
    assertThat(run("compare", "--format", "csv")).isZero();
    assertThat(said).contains("mean_difference", "readmission@1", "readmission@2");
  }

  /** What is true of a patient is known later; then the table says which model was right. */
  @Test
  @Order(2)
  void when_outcomesAreKnown_then_theTableHasBothAucs() throws Exception {
    grid.hazelcast().getSql().execute("SINK INTO outcomes VALUES ('P19', TRUE)").close();
    grid.hazelcast().getSql().execute("SINK INTO outcomes VALUES ('P0', FALSE)").close();
    await().atMost(Duration.ofSeconds(30)).until(() -> number("labels", "scoring") == 2);
  }

  @Test
  @Order(3)
  void when_modelIsPromoted_then_itScoresEverywhere_andRollbackUndoesIt() throws Exception {
    assertThat(run("promote", "readmission@2")).isZero();
    assertThat(said).contains("readmission@2 scores on every member (2)");
    await().atMost(Duration.ofSeconds(30)).until(() -> allPredictionsBy("readmission@2"));

    assertThat(run("rollback")).isZero();
    assertThat(said).contains("readmission@1 scores on every member (2)");
    await().atMost(Duration.ofSeconds(30)).until(() -> allPredictionsBy("readmission@1"));
    assertThat(run("list", "--format", "csv")).isZero();
    assertThat(said).contains("rolled back");
  }

  /** It scores well until a patient of 77 comes. */
  @Test
  @Order(4)
  void when_championFails_then_nothingIsUnscored_andItIsGoneForGood() throws Exception {
    Path model = file("failing", TestModels.failingAtAge(77));
    assertThat(run("deploy", model, "--stage", "champion")).isZero();
    assertThat(said).contains("readmission@3 scores on every member (2)");

    ward.admit("P77", 77);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> models().get(key(3)).stage().equals("retired"));
    assertThat(models().get(key(3)).reason()).contains("gave a risk that is no probability");
    await().atMost(Duration.ofSeconds(30)).until(() -> prediction("P77") != null);
    assertThat(prediction("P77").model()).isEqualTo("readmission@1");
    assertThat(prediction("P77").status()).isEqualTo("SCORED");
    IMap<String, Object> alerts = grid.hazelcast().getMap(Maps.ALERTS);
    await().until(() -> alerts.containsKey("model/readmission@3"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                kafka.readAll("alerts").stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .anyMatch(json -> json.contains("\"alert_id\":\"model/readmission@3\"")));
  }

  @Test
  @Order(5)
  void when_modelIsRefused_then_itsInputsAndTheGridsFeaturesAreListed() throws Exception {
    int before = models().size();
    Path other = file("other", TestModels.identity());

    assertThat(run("deploy", other, "--features", "shoe_size")).isEqualTo(1);
    assertThat(said).contains("shoe_size", "features float [n, 1]", "heart_rate_mean");
    assertThat(run("deploy", folder.resolve("none.onnx"))).isEqualTo(1);
    assertThat(said).contains("none.onnx is not a file");
    assertThat(run("deploy", other, "--stage", "best")).isEqualTo(2);
    assertThat(run("promote", "readmission@77")).isEqualTo(1);
    assertThat(said).contains("There is no model readmission@77; there are [readmission@1");
    assertThat(run("retire", "readmission@1")).isEqualTo(1);
    assertThat(said).contains("is the champion; promote another one");
    assertThat(models().size()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void when_featuresAreInACardBesideTheModel_then_theyCount() throws Exception {
    Path model = file("carded", TestModels.anonymous());
    Files.writeString(
        folder.resolve("carded.onnx.json"),
        "{\"features\": [\"spo2_mean\"], \"missing\": {\"spo2_mean\": 97}}");

    assertThat(run("deploy", model, "--name", "other")).isZero();

    ModelRow row = models().get(new ModelKey("other", 1));
    assertThat(row.features()).isEqualTo("spo2_mean");
    assertThat(row.card()).contains("97");
    assertThat(run("retire", "other")).isZero();
    assertThat(models().get(new ModelKey("other", 1)).stage()).isEqualTo("retired");
  }

  @Test
  @Order(6)
  void when_riskIsExplained_then_everyFeatureHasItsShare_valueUnitAndAge() {
    assertThat(run(new ExplainCommand(), "P5")).isZero();

    assertThat(said)
        .contains("P5: risk", "by readmission@1", "Compared with", "adds up within 1e-06")
        .containsPattern("age +45 years +at admission, \\d+ s ago")
        .containsPattern("discharge_destination +Home ");
    assertThat(run(new ExplainCommand(), "nobody")).isEqualTo(1);
    assertThat(said).contains("There is no prediction for this patient");
  }

  /** Of all that has happened above: nothing lost, nothing unscored, no revision out of turn. */
  @Test
  @Order(7)
  void when_allIsDone_then_everyReadingWasScored_andRevisionsAreComplete() throws Exception {
    ward.close();
    await().atMost(Duration.ofSeconds(60)).until(() -> inTopic() >= ward.sent());
    TimeUnit.SECONDS.sleep(2);

    Set<String> events = new HashSet<>();
    Set<String> models = new TreeSet<>();
    Map<String, List<Integer>> revisions = new HashMap<>();
    for (Map<String, String> pane : panes()) {
      assertThat(pane.get("status")).isEqualTo("SCORED");
      events.add(pane.get("event_id"));
      models.add(pane.get("model"));
      revisions
          .computeIfAbsent(
              pane.get("patient_id") + pane.get("window_end"), window -> new ArrayList<>())
          .add(Integer.valueOf(pane.get("revision")));
    }
    for (int seq = 0; seq < ward.sent(); seq++) {
      assertThat(events).contains("M-P" + seq % ward.patients() + "/" + seq);
    }
    assertThat(models).containsExactly("readmission@1", "readmission@2", "readmission@3");
    for (List<Integer> each : revisions.values()) {
      List<Integer> first = each.stream().distinct().toList(); // a restart may say some twice
      assertThat(first).isEqualTo(IntStream.rangeClosed(1, first.size()).boxed().toList());
    }
    assertThat(grid.count(Counter.SCORED) + second.count(Counter.SCORED)).isPositive();
  }

  private static Path file(String name, byte[] model) throws IOException {
    return Files.write(folder.resolve(name + ".onnx"), model);
  }

  private int run(Object... arguments) {
    return run(new ModelCommand(), arguments);
  }

  private int run(Callable<Integer> program, Object... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(program)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .setExecutionExceptionHandler(
                (e, line, parsed) -> {
                  line.getErr().println(e.getMessage());
                  return 1;
                });
    int exit =
        command.execute(
            Stream.concat(
                    Stream.of(arguments).map(Object::toString),
                    Stream.of(
                        "--address",
                        address(),
                        "--cluster-name",
                        grid.settings().get(GridSettings.GRID_CLUSTER_NAME)))
                .toArray(String[]::new));
    said = out.toString();
    return exit;
  }

  private static IMap<ModelKey, ModelRow> models() {
    return grid.hazelcast().getMap(Maps.MODELS);
  }

  private static ModelKey key(int version) {
    return new ModelKey("readmission", version);
  }

  private static PredictionRow prediction(String patient) {
    return grid.predictions().get(patient);
  }

  private static boolean allPredictionsBy(String model) {
    return grid.predictions().values().stream().allMatch(row -> model.equals(row.model()));
  }

  private static double compared() {
    return number("compared_rows", "shadow");
  }

  private static double number(String column, String table) {
    try (SqlResult result =
        grid.hazelcast().getSql().execute("SELECT SUM(" + column + ") FROM " + table)) {
      Object value = result.iterator().next().getObject(0);
      return value == null ? 0 : ((Number) value).doubleValue();
    }
  }

  private static long inTopic() {
    return kafka.size(grid.settings().get(GridSettings.KAFKA_TOPIC_PREDICTIONS));
  }

  private static List<Map<String, String>> panes() throws IOException {
    List<Map<String, String>> panes = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        kafka.readAll(grid.settings().get(GridSettings.KAFKA_TOPIC_PREDICTIONS))) {
      Map<String, String> fields = new HashMap<>();
      try (JsonParser json = new JsonFactory().createParser(record.value())) {
        for (JsonToken token; (token = json.nextToken()) != null; ) {
          if (token.isScalarValue()) {
            fields.put(json.currentName(), json.getText());
          }
        }
      }
      panes.add(fields);
    }
    return panes;
  }
}
