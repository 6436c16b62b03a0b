package io.vitalgrid.pipeline.command;

import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Probe;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.score.onnx.OnnxFile;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import io.vitalgrid.pipeline.score.python.PythonProcess;
import io.vitalgrid.pipeline.score.registry.ModelRegistry;
import io.vitalgrid.sql.GridClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitalgrid model deploy}: checks a model here, then gives it to the grid. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks a model, ONNX or Python (FILE.py), and gives it to a running grid.",
      "What is not in the model's metadata is taken from FILE.json, if it is there, or from the",
      "options; docs/models.md has both forms and the list of features.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  vitalgrid model deploy readmission.onnx --name readmission --stage shadow",
      "",
      "Exit codes: 0 done, 1 failed or refused, 2 wrong usage."
    })
final class DeployCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");

  private enum Stage {
    SHADOW,
    CHAMPION
  }

  @Parameters(paramLabel = "FILE", description = "The model, ONNX; or Python code, for a shadow.")
  private Path file;

  @Option(
      names = "--name",
      defaultValue = "readmission",
      description = "Its name; the version follows. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--stage",
      defaultValue = "shadow",
      description = "shadow or champion. Default: ${DEFAULT-VALUE}.")
  private String stage;

  @Option(
      names = "--features",
      defaultValue = "",
      paramLabel = "NAMES",
      description = "What its inputs are, in order, separated by commas.")
  private String features;

  @Option(
      names = "--missing",
      defaultValue = "",
      paramLabel = "NAME=NUMBER",
      description = "What it is given where a feature is missing, separated by commas.")
  private String missing;

  @Option(
      names = "--output",
      defaultValue = "",
      paramLabel = "NAME",
      description = "The output that is the risk. Default: the last that can be.")
  private String output;

  @Option(
      names = "--positive",
      defaultValue = "",
      paramLabel = "CLASS",
      description = "The class whose probability is the risk. Default: 1, yes or true.")
  private String positive;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "JSON with the same. Default: FILE.json, if it is there.")
  private Path cardFile;

  @Mixin private GridOptions grid;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Stage wanted = checkedStage();
    byte[] bytes = read();
    String kind = file.toString().endsWith(".py") ? ModelRow.PYTHON : ModelRow.ONNX;
    if (kind.equals(ModelRow.PYTHON) && wanted == Stage.CHAMPION) {
      throw new ModelException(
          file + " is Python code, which can only be a shadow; export the model as ONNX");
    }
    ModelCard card = kind.equals(ModelRow.PYTHON) ? checkPython(bytes) : checkOnnx(bytes);
    try (GridClient client = grid.connect()) {
      ModelRegistry registry = new ModelRegistry(client.hazelcast(), Clock.systemUTC());
      ModelKey key = registry.deploy(name, kind, bytes, card);
      if (wanted == Stage.CHAMPION) {
        registry.promote(key);
        return Swap.await(client.hazelcast(), key, this::say) ? 0 : 1;
      }
      say(key + " is the shadow; `vitalgrid model compare` shows how it does");
      return 0;
    }
  }

  private Stage checkedStage() {
    if (!NAME.matcher(name).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--name is \"%s\", but must be up to 60 letters, digits, dots, dashes, as in readmission"
              .formatted(name));
    }
    try {
      return Stage.valueOf(stage.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--stage is \"%s\", but must be shadow or champion".formatted(stage),
          e);
    }
  }

  private byte[] read() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(file + " is not a file; name an ONNX model");
    }
    if (Files.size(file) > OnnxFile.MAX_BYTES) {
      throw new ModelException(
          "%s has %d MiB; the limit is %d MiB"
              .formatted(file, Files.size(file) >> 20, OnnxFile.MAX_BYTES >> 20));
    }
    return Files.readAllBytes(file);
  }

  /** Loads and tries the model as a member will: a refusal costs the grid nothing. */
  private ModelCard checkOnnx(byte[] bytes) throws IOException {
    try (OnnxScorer scorer = new OnnxScorer(file.getFileName().toString(), bytes, card(), 1)) {
      tellSpeed(scorer, 200);
      return scorer.card();
    }
  }

  /** The same with this machine's Python. */
  private ModelCard checkPython(byte[] bytes) throws IOException {
    ModelCard card = card();
    try (PythonProcess scorer = new PythonProcess(file.getFileName().toString(), bytes, card)) {
      Probe.run(scorer);
      tellSpeed(scorer, 50);
      return card;
    }
  }

  /** What is said of the model beside the model itself. */
  private ModelCard card() throws IOException {
    ModelCard card = ModelCard.EMPTY;
    Path beside = cardFile != null ? cardFile : Path.of(file + ".json");
    if (cardFile != null || Files.isRegularFile(beside)) {
      card = ModelCard.ofJson(Files.readString(beside));
    }
    return card.with(
        new ModelCard(ModelCard.names(features), ModelCard.defaults(missing), output, positive));
  }

  private void tellSpeed(Scorer scorer, int runs) {
    say(
        "%s: %d features, %s per row alone, %s in a batch of 64"
            .formatted(
                file.getFileName(),
                scorer.features().size(),
                micros(scorer, 1, runs),
                micros(scorer, 64, runs)));
  }

  private static String micros(Scorer scorer, int rows, int runs) {
    float[] values = new float[rows * scorer.features().size()];
    double[] risks = new double[rows];
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      scorer.score(values, rows, risks);
    }
    return "%.1f µs".formatted((System.nanoTime() - start) / 1e3 / runs / rows);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
