package io.vitalgrid.loadgen.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.LoadgenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code run.json}, or an object in it. Names are those of the file; what is absent is empty. */
public record RunFile(Map<String, Object> fields) {

  /**
   * Reads a run.
   *
   * @param path its folder, or the file itself
   * @throws LoadgenException if there is none
   */
  public static RunFile read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(RunRecorder.RUN_FILE) : path;
    try {
      RunFile run = new RunFile(Json.read(Files.readString(file, UTF_8)));
      if (!run.text("format").equals("vitalgrid-run/1")) {
        throw new IOException("it is no vitalgrid-run/1");
      }
      return run;
    } catch (IOException e) {
      throw new LoadgenException(
          "run "
              + path
              + " cannot be read: "
              + e.getMessage()
              + " (name a folder that `loadgen --out` or a scenario wrote)",
          e);
    }
  }

  public String text(String name) {
    Object value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  /** NaN if there is none. */
  public double number(String name) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** An object in it; an empty one if there is none. */
  public RunFile object(String name) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (fields.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> object.put(String.valueOf(key), value));
    }
    return new RunFile(object);
  }

  /** The objects of a list. */
  public List<RunFile> objects(String name) {
    List<RunFile> objects = new ArrayList<>();
    if (fields.get(name) instanceof List<?> list) {
      for (Object item : list) {
        objects.add(new RunFile(Map.of("item", item)).object("item"));
      }
    }
    return objects;
  }

  /** The texts of a list. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (fields.get(name) instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }
}
