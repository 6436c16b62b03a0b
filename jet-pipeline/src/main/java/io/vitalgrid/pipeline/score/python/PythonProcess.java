package io.vitalgrid.pipeline.score.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.MissingValues;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Scores in a Python process of this machine without a grid: to try a model before it goes there.
 */
public final class PythonProcess implements Scorer {
  private static final long END_SECONDS = 5;

  private final String modelId;
  private final List<Feature> features;
  private final MissingValues missing;
  private final PythonFolder folder;
  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;
  private long batches;

  /**
   * @param model Python code with a function {@code score(features, rows)}
   * @throws ModelException if there is no Python, or the card does not name the features
   */
  public PythonProcess(String modelId, byte[] model, ModelCard card) {
    this.modelId = modelId;
    if (card.features().isEmpty()) {
      throw new ModelException(
          "A Python model does not say which features it wants: give --features or a model card."
              + " There are "
              + Feature.names(List.copyOf(Features.all())));
    }
    features = card.features().stream().map(Features::named).toList();
    missing = MissingValues.of(features, card);
    folder = new PythonFolder(model);
    process = start();
    questions = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private Process start() {
    try {
      ProcessBuilder python = new ProcessBuilder("python3", "-B", folder.handler().toString());
      return python.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      folder.close();
      throw new ModelException(
          "A Python model needs python3, here and on every member, and there is none on the PATH."
              + " On Debian: apt-get install python3 python3-venv python3-grpcio python3-protobuf",
          e);
    }
  }

  @Override
  public String modelId() {
    return modelId;
  }

  @Override
  public List<Feature> features() {
    return features;
  }

  @Override
  public void score(float[] rows, int count, double[] risks) {
    missing.replaceIn(rows, count);
    try {
      questions.write(Wire.question(++batches, features, rows, count) + "\n");
      questions.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new ModelException("its Python process ended");
      }
      Wire.risks(line, count, risks);
    } catch (IOException e) {
      throw new ModelException("Model " + modelId + " failed: its Python process ended", e);
    } catch (ModelException e) {
      throw new ModelException("Model " + modelId + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      questions.close(); // it ends with its input
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      folder.close();
    }
  }
}
