package io.vitalgrid.pipeline.score.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
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
public final class PythonProcess extends PythonScoring {
  private static final long END_SECONDS = 5;
  private static final String ENDED = "its Python process ended";

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
    super(modelId, withFeatures(card));
    folder = new PythonFolder(model);
    process = start();
    questions = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private static ModelCard withFeatures(ModelCard card) {
    if (card.features().isEmpty()) {
      throw new ModelException(
          "A Python model does not say which features it wants: give --features or a model card."
              + " There are "
              + Feature.names(List.copyOf(Features.all())));
    }
    return card;
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
  String ask(float[] rows, int count) {
    try {
      questions.write(Wire.question(++batches, features(), rows, count) + "\n");
      questions.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new ModelException(ENDED);
      }
      return line;
    } catch (IOException e) {
      throw new ModelException(ENDED, e);
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
