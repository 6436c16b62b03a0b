package io.vitalgrid.train;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.CohortException;
import io.vitalgrid.loadgen.cohort.Stay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vitalgrid train}: from a cohort to a measured ONNX model. */
@Command(
    name = "train",
    sortOptions = false,
    description = "Trains the readmission model, measures it by cross-validation, writes ONNX.",
    footer = {
      "",
      "The model takes 11 features, which its metadata names, and gives the risk of",
      "readmission within 30 days. It is written only if ONNX Runtime scores the data",
      "with it as the trainer does.",
      "Exit codes: 0 written, 1 failed, 2 wrong usage."
    })
public final class TrainCommand implements Callable<Integer> {
  private static final String GENERATED = "generated";
  private static final int GENERATED_STAYS = 30_000;
  private static final int MIN_FOLDS = 2;
  private static final int MAX_FOLDS = 50;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE|generated",
      description = "CSV file in the form of the readmission data set, or the word 'generated'.")
  private String data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the model goes; a file that is there is replaced.")
  private Path out;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Seed of the folds and of generated data. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--folds",
      defaultValue = "5",
      description = "Folds of the cross-validation, 2 to 50. Default: ${DEFAULT-VALUE}")
  private int folds;

  @Option(
      names = "--algorithm",
      defaultValue = "logistic",
      paramLabel = "logistic|trees",
      description = "Logistic regression or gradient-boosted trees. Default: ${DEFAULT-VALUE}")
  private Algorithm algorithm;

  @Option(
      names = "--hold-out",
      defaultValue = "0.2",
      paramLabel = "SHARE",
      description =
          "Share of the stays put aside to judge by, 0.01 to 0.9. Default: ${DEFAULT-VALUE}")
  private double holdOut;

  @Option(
      names = "--threshold",
      paramLabel = "RISK",
      description =
          "Who is called at risk in the report. Default: where the stays learned from have the"
              + " largest sum of sensitivity and specificity")
  private Double threshold;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the measurements as JSON.")
  private Path report;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes the measurements as a page, with a reliability plot.")
  private Path html;

  @Option(
      names = {"-q", "--quiet"},
      description = "Says nothing unless it fails.")
  private boolean quiet;

  @SuppressWarnings("unused") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    ParentWatch.start(System.getenv(), System.in);
    System.exit(commandLine().execute(args));
  }

  /** The command with its error handling: a failure is one line on the error output. */
  static CommandLine commandLine() {
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              commandLine.getErr().println("train: " + reason(failure));
              commandLine.getErr().flush();
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws IOException {
    if (folds < MIN_FOLDS || folds > MAX_FOLDS) {
      throw new ParameterException(
          spec.commandLine(),
          "--folds is " + folds + ", but must be from " + MIN_FOLDS + " to " + MAX_FOLDS);
    }
    if (!(holdOut >= 0.01 && holdOut <= 0.9)) {
      throw new ParameterException(
          spec.commandLine(), "--hold-out is " + holdOut + ", but must be from 0.01 to 0.9");
    }
    try (DraftFile modelFile = new DraftFile(out, "--out");
        DraftFile json = report == null ? null : new DraftFile(report, "--report");
        DraftFile page = html == null ? null : new DraftFile(html, "--html")) {
      Report found = train(modelFile);
      if (json != null) {
        json.write(JsonReport.of(found));
        json.publish();
      }
      if (page != null) {
        page.write(HtmlReport.of(found).getBytes(StandardCharsets.UTF_8));
        page.publish();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** Trains, publishes the model file and returns what was found. */
  private Report train(DraftFile modelFile) throws IOException {
    TextReport text = new TextReport(quiet ? silence() : spec.commandLine().getOut());
    Dataset dataset = Dataset.of(stays());
    text.data(data, dataset);
    CrossValidation.Split split = CrossValidation.holdOut(dataset, holdOut, seed);
    text.algorithm(algorithm);
    Evaluation crossValidation = crossValidate(dataset, text);
    text.evaluation(crossValidation);

    RiskModel judged = algorithm.train(split.training(), seed);
    double[] risks = judged.predict(split.heldOut().rows());
    boolean[] outcomes = split.heldOut().labels();
    Evaluation heldOut =
        Evaluation.of(new double[] {Metrics.auc(risks, outcomes)}, risks, outcomes);
    double chosen = threshold == null ? bestThreshold(judged, split.training()) : threshold;
    Metrics.Confusion confusion = Metrics.confusion(risks, outcomes, chosen);
    text.heldOut(heldOut, confusion);

    TrainedModel model = export(modelFile, dataset);
    text.model(model);
    return new Report(
        data, dataset.size(), seed, algorithm, crossValidation, heldOut, confusion, model);
  }

  /** Chosen on the stays that the model learned from: those held out have no say. */
  private static double bestThreshold(RiskModel model, Dataset training) {
    return Metrics.bestThreshold(model.predict(training.rows()), training.labels());
  }

  private Evaluation crossValidate(Dataset dataset, TextReport text) {
    AtomicInteger done = new AtomicInteger();
    return CrossValidation.run(
        dataset,
        folds,
        seed,
        some -> algorithm.train(some, seed),
        auc -> text.fold(done.incrementAndGet(), folds, auc));
  }

  /** The model that is written has learned from all stays. */
  private TrainedModel export(DraftFile modelFile, Dataset dataset) throws IOException {
    RiskModel model = algorithm.train(dataset, seed);
    double[] risks = model.predict(dataset.rows());
    byte[] onnx = model.toOnnx(Baseline.json(dataset.rows(), risks));
    modelFile.write(onnx);
    double difference = OnnxCheck.requireAgreement(modelFile.path(), dataset.rows(), risks);
    modelFile.publish();
    return new TrainedModel(out, onnx.length, sha256(onnx), difference);
  }

  private List<Stay> stays() throws IOException {
    if (data.equals(GENERATED)) {
      return Cohort.generate(GENERATED_STAYS, seed);
    }
    Path csv = Path.of(data);
    if (!Files.isRegularFile(csv)) {
      throw new TrainException(
          "--data " + data + " is not a file; name a CSV file, or say '--data generated'");
    }
    return Cohort.read(csv);
  }

  private static PrintWriter silence() {
    return new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Expected failures explain themselves; others say what they are. */
  private static String reason(Exception failure) {
    boolean explained = failure instanceof TrainException || failure instanceof CohortException;
    return explained ? failure.getMessage() : failure.toString();
  }
}
