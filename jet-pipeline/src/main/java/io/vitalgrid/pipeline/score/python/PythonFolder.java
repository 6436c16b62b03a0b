package io.vitalgrid.pipeline.score.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of its own with a model's code and what calls it; gone when closed. */
final class PythonFolder implements AutoCloseable {
  /** The module that hazelcast-jet-python calls, function {@code transform_list}. */
  static final String HANDLER = "vitalgrid_python";

  private static final String HANDLER_FILE = HANDLER + ".py";
  private static final String MODEL_FILE = "model.py";

  private final Path path;

  PythonFolder(byte[] model) {
    try (InputStream handler = PythonFolder.class.getResourceAsStream(HANDLER_FILE)) {
      path = Files.createTempDirectory("vitalgrid-python-");
      Files.copy(handler, path.resolve(HANDLER_FILE));
      Files.write(path.resolve(MODEL_FILE), model);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for a Python model could not be written", e);
    }
  }

  Path path() {
    return path;
  }

  Path handler() {
    return path.resolve(HANDLER_FILE);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve(MODEL_FILE));
      Files.deleteIfExists(path.resolve(HANDLER_FILE));
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of a Python model could not be removed", e);
    }
  }
}
