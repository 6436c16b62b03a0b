package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command as it is typed: what it writes, says and returns. */
class TrainCommandTest {
  /** No model of this data ranks better than an AUC of 0.581; far above that is leakage. */
  private static final double LEAKAGE = 0.62;

  private static final String ROW = ",74,Other,130/72,240,31.5,Yes,No,5,1,Rehab,";

  @TempDir Path folder;
  private Path out;
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeEach
  void name() {
    out = folder.resolve("model.onnx");
  }

  @Test
  void when_dataIsGenerated_then_modelAndReportWithAnHonestAuc() throws IOException {
    Path report = folder.resolve("report.json");

    int exit = train("--data", "generated", "--out", out.toString(), "--report", report.toString());

    assertThat(complained.toString()).isEmpty();
    assertThat(exit).isZero();
    Map<String, Double> numbers = numbers(report);
    assertThat(numbers.get("mean_auc")).isBetween(0.56, 0.60).isLessThan(LEAKAGE);
    assertThat(numbers.get("mean_predicted") - numbers.get("observed_rate")).isBetween(-0.01, 0.01);
    assertThat(numbers.get("brier")).isBetween(0.09, 0.12);
    assertThat(numbers.get("onnx_max_difference")).isLessThan(1e-5);
    assertThat(numbers.get("bytes")).isEqualTo((double) Files.size(out));
    assertThat(said.toString())
        .contains("30,000 stays", "fold 5", "Brier score", "mean predicted risk", "calibration");
    assertNothingElseIn("model.onnx", "report.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "trees"})
  void when_theDataSetIsThere_then_aucAndMeanRiskAreAsItAllows(String algorithm)
      throws IOException {
    Path csv =
        Path.of(
            System.getProperty("vitalgrid.home", "."),
            "../shared/data/hospital_readmissions_30k.csv");
    assumeTrue(Files.exists(csv), "the data set is not here");
    Path report = folder.resolve("report.json");

    int exit =
        train(
            "--data",
            csv.toString(),
            "--out",
            out.toString(),
            "--report",
            report.toString(),
            "--algorithm",
            algorithm);

    assertThat(exit).isZero();
    Map<String, Double> numbers = numbers(report);
    assertThat(numbers.get("mean_auc")).isBetween(0.570, 0.590);
    assertThat(numbers.get("onnx_max_difference")).isLessThan(1e-5);
    assertThat(numbers.get("mean_predicted") - numbers.get("observed_rate")).isBetween(-0.01, 0.01);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "trees"})
  void when_trainedAgainWithTheSameSeed_then_theSameBytes(String algorithm) throws IOException {
    String data = cohort(400).toString();
    train("--data", data, "--out", out.toString(), "--quiet", "--algorithm", algorithm);
    byte[] first = Files.readAllBytes(out);

    int exit = train("--data", data, "--out", out.toString(), "--quiet", "--algorithm", algorithm);

    assertThat(exit).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(first);
  }

  @Test
  void when_aPageIsWanted_then_itStandsAlone_withPlotAndTables() throws IOException {
    Path page = folder.resolve("report.html");

    int exit =
        train(
            "--data",
            cohort(400).toString(),
            "--out",
            out.toString(),
            "--html",
            page.toString(),
            "--threshold",
            "0.1");

    assertThat(exit).isZero();
    assertThat(page)
        .content()
        .contains("<svg", "Reliability", "at risk from 0.1000 on", "Sensitivity", "held out")
        .doesNotContain("<script", "http:", "https:", "NaN");
  }

  @Test
  void when_quiet_then_nothingIsSaid() throws IOException {
    int exit = train("--data", cohort(400).toString(), "--out", out.toString(), "--quiet");

    assertThat(exit).isZero();
    assertThat(said.toString() + complained).isEmpty();
    assertThat(out).exists();
  }

  @Test
  void when_theFolderIsNotThere_then_itIsMade() throws IOException {
    Path deep = folder.resolve("a/b/model.onnx");

    assertThat(train("--data", cohort(400).toString(), "--out", deep.toString())).isZero();
    assertThat(deep).exists();
  }

  @Test
  void when_thereIsNoDataFile_then_saysSoAndWritesNothing() throws IOException {
    assertFails("--data none.csv is not a file", "--data", "none.csv");
  }

  @Test
  void when_theDataIsWrong_then_namesLineColumnValueAndRule() throws IOException {
    Path data = cohort(400);
    Files.writeString(data, Files.readString(data).replace("\n7,74,", "\n7,740,"));

    assertFails(
        "line 8: column age is \"740\"; rule: a whole number from 0 to 130",
        "--data",
        data.toString());
  }

  @Test
  void when_theDataHasNoLabels_then_saysWhichColumnIsNeeded() throws IOException {
    Path data = cohort(400);
    Files.writeString(data, Files.readString(data).replace("readmitted_30_days", "unused"));

    assertFails("no column readmitted_30_days", "--data", data.toString());
  }

  @Test
  void when_trainingFails_then_theOldModelStays() throws IOException {
    Files.writeString(out, "the old model");

    train("--data", "none.csv", "--out", out.toString());

    assertThat(out).hasContent("the old model");
    assertNothingElseIn("model.onnx");
  }

  @Test
  void when_outCannotBeWritten_then_saysSoBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    int exit = train("--data", "generated", "--out", file.resolve("model.onnx").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(complained.toString()).contains("cannot write --out", "file/model.onnx");
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void when_outIsAFolder_then_saysSo() {
    assertThat(train("--data", "generated", "--out", folder.toString())).isEqualTo(1);
    assertThat(complained.toString()).contains("is a folder; name a file in it");
  }

  @Test
  void when_usedWrongly_then_exitCodeTwo() {
    assertThat(train("--data", "generated")).isEqualTo(2);
    assertThat(complained.toString()).contains("--out");
    assertThat(train("--data", "generated", "--out", out.toString(), "--folds", "1")).isEqualTo(2);
    assertThat(complained.toString()).contains("--folds is 1, but must be from 2 to 50");
    assertThat(train("--data", "generated", "--out", out.toString(), "--hold-out", "1"))
        .isEqualTo(2);
    assertThat(complained.toString()).contains("--hold-out is 1.0, but must be from 0.01 to 0.9");
    assertThat(out).doesNotExist();
  }

  @Test
  void when_helpIsAskedFor_then_everyOptionIsThere() {
    assertThat(train("--help")).isZero();
    assertThat(said.toString())
        .contains("--data", "--out", "--seed", "--folds", "--report", "--quiet", "--algorithm");
  }

  private void assertFails(String reason, String... arguments) throws IOException {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--out", out.toString()))
            .toArray(String[]::new);

    assertThat(train(all)).isEqualTo(1);

    assertThat(complained.toString())
        .startsWith("train: ")
        .contains(reason)
        .doesNotContain("\tat ");
    assertThat(out).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).allMatch(file -> file.toString().endsWith(".csv"));
    }
  }

  private void assertNothingElseIn(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  private int train(String... arguments) {
    CommandLine command = TrainCommand.commandLine();
    command.setOut(new PrintWriter(said, true));
    command.setErr(new PrintWriter(complained, true));
    return command.execute(arguments);
  }

  /** So many stays, every eighth readmitted. */
  private Path cohort(int count) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "patient_id,age,gender,blood_pressure,cholesterol,bmi,diabetes,hypertension,"
                + "medication_count,length_of_stay,discharge_destination,readmitted_30_days\n");
    for (int i = 1; i <= count; i++) {
      text.append(i).append(ROW).append(i % 8 == 0 ? "Yes" : "No").append('\n');
    }
    return Files.writeString(folder.resolve("cohort.csv"), text);
  }

  /** All numbers of a JSON file by the name of their field; the first wins. */
  private static Map<String, Double> numbers(Path json) throws IOException {
    Map<String, Double> numbers = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json.toFile())) {
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        if (token.isNumeric() && parser.currentName() != null) {
          numbers.putIfAbsent(parser.currentName(), parser.getDoubleValue());
        }
      }
    }
    return numbers;
  }
}
