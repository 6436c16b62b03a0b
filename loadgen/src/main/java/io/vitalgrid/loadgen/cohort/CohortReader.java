package io.vitalgrid.loadgen.cohort;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads a cohort file row by row; CSV itself (quotes, line ends, byte order mark) is FastCSV's. */
final class CohortReader {
  private final Path csv;
  private final List<Stay> stays = new ArrayList<>();
  private final Map<Integer, Long> lineByPatient = new HashMap<>();

  private CohortReader(Path csv) {
    this.csv = csv;
  }

  static List<Stay> read(Path csv) throws IOException {
    return new CohortReader(csv).read();
  }

  private List<Stay> read() throws IOException {
    // The width of each row is checked here, for a message like the others.
    CsvReader.CsvReaderBuilder format =
        CsvReader.builder()
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    try (CsvReader<CsvRecord> reader = format.ofCsvRecord(csv)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new CohortException(
            csv + ": the file is empty; its first line must name the columns " + Header.required());
      }
      Header header = Header.of(csv, records.next());
      while (records.hasNext()) {
        stays.add(stay(header.row(records.next())));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw new CohortException(csv + ": not a CSV file: " + rootMessage(e), e);
    }
    if (stays.isEmpty()) {
      throw new CohortException(csv + ": no rows after the header line; at least one is needed");
    }
    return Collections.unmodifiableList(stays);
  }

  /** Ranges are those of the wire contract, so that every admission made of a stay is accepted. */
  private Stay stay(Row row) {
    int number = row.integer("patient_id", 1, Cohort.MAX_STAYS);
    Long earlierLine = lineByPatient.putIfAbsent(number, row.line());
    if (earlierLine != null) {
      throw row.rejected(
          "patient_id", "each patient once; this one is already on line " + earlierLine);
    }
    int[] pressures = row.bloodPressure("blood_pressure");
    return new Stay(
        CohortGenerator.patientId(number),
        row.integer("age", 0, 130),
        row.oneOf("gender", "Male", "Female", "Other"),
        pressures[0],
        pressures[1],
        row.integer("cholesterol", 20, 1500),
        row.decimal("bmi", 5, 150),
        row.yesOrNo("diabetes"),
        row.yesOrNo("hypertension"),
        row.integer("medication_count", 0, 200),
        row.integer("length_of_stay", 0, 3650),
        row.oneOf("discharge_destination", "Home", "Nursing_Facility", "Rehab"),
        row.has(Header.LABEL) ? row.yesOrNo(Header.LABEL) : null);
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return e == root ? e.getMessage() : e.getMessage() + " (" + root.getMessage() + ")";
  }
}
