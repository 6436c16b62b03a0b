package io.vitalgrid.loadgen.cohort;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each column of a cohort file stands. */
final class Header {
  static final String LABEL = "readmitted_30_days";

  private static final List<String> REQUIRED =
      List.of(
          "patient_id",
          "age",
          "gender",
          "blood_pressure",
          "cholesterol",
          "bmi",
          "diabetes",
          "hypertension",
          "medication_count",
          "length_of_stay",
          "discharge_destination");

  private final Path csv;
  private final Map<String, Integer> indexByName;
  private final int width;

  private Header(Path csv, Map<String, Integer> indexByName, int width) {
    this.csv = csv;
    this.indexByName = indexByName;
    this.width = width;
  }

  static Header of(Path csv, CsvRecord line) {
    Map<String, Integer> indexByName = new HashMap<>();
    for (int i = 0; i < line.getFieldCount(); i++) {
      String name = line.getField(i).strip();
      boolean known = REQUIRED.contains(name) || name.equals(LABEL);
      if (known && indexByName.put(name, i) != null) {
        throw new CohortException(
            at(csv, line.getStartingLineNumber())
                + "column "
                + name
                + " is named twice in the header line; each column once");
      }
    }
    List<String> missing = new ArrayList<>(REQUIRED);
    missing.removeAll(indexByName.keySet());
    if (!missing.isEmpty()) {
      throw new CohortException(
          at(csv, line.getStartingLineNumber())
              + "the header line lacks "
              + String.join(", ", missing)
              + "; it must name the columns "
              + required());
    }
    return new Header(csv, indexByName, line.getFieldCount());
  }

  static String required() {
    return String.join(",", REQUIRED);
  }

  /** The fields of a data line, by column name. */
  Row row(CsvRecord line) {
    if (line.getFieldCount() != width) {
      throw new CohortException(
          at(csv, line.getStartingLineNumber())
              + line.getFieldCount()
              + " fields, but the header line has "
              + width);
    }
    return new Row(this, line);
  }

  boolean has(String column) {
    return indexByName.containsKey(column);
  }

  int indexOf(String column) {
    return indexByName.get(column);
  }

  String at(long line) {
    return at(csv, line);
  }

  private static String at(Path csv, long line) {
    return csv + ", line " + line + ": ";
  }
}
