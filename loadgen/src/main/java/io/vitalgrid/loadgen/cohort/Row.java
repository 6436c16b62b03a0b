package io.vitalgrid.loadgen.cohort;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One data line of a cohort file; every getter checks what it gives. */
final class Row {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,9}(\\.[0-9]{1,17})?");
  private static final Pattern PRESSURES = Pattern.compile("([0-9]{1,3}) */ *([0-9]{1,3})");
  private static final int MAX_SYSTOLIC = 350; // mmHg, wire contract
  private static final int MAX_DIASTOLIC = 250; // mmHg, wire contract
  private static final int MAX_SHOWN_CHARS = 40;

  private final Header header;
  private final CsvRecord record;

  Row(Header header, CsvRecord record) {
    this.header = header;
    this.record = record;
  }

  long line() {
    return record.getStartingLineNumber();
  }

  boolean has(String column) {
    return header.has(column);
  }

  int integer(String column, int min, int max) {
    String rule = "a whole number from " + min + " to " + max;
    String text = text(column);
    if (!INTEGER.matcher(text).matches()) {
      throw rejected(column, rule);
    }
    int value = Integer.parseInt(text);
    if (value < min || value > max) {
      throw rejected(column, rule);
    }
    return value;
  }

  double decimal(String column, int min, int max) {
    String rule = "a number from " + min + " to " + max;
    String text = text(column);
    if (!DECIMAL.matcher(text).matches()) {
      throw rejected(column, rule);
    }
    double value = Double.parseDouble(text);
    if (value < min || value > max) {
      throw rejected(column, rule);
    }
    return value;
  }

  String oneOf(String column, String... allowed) {
    List<String> names = Arrays.asList(allowed);
    int index = names.indexOf(text(column));
    if (index < 0) {
      throw rejected(column, "one of " + String.join(", ", names));
    }
    return names.get(index);
  }

  boolean yesOrNo(String column) {
    return switch (text(column)) {
      case "Yes", "true" -> true;
      case "No", "false" -> false;
      default -> throw rejected(column, "Yes or No");
    };
  }

  /** Systolic and diastolic, from a field such as "130/72". */
  int[] bloodPressure(String column) {
    Matcher matcher = PRESSURES.matcher(text(column));
    if (!matcher.matches()) {
      throw rejected(column, "systolic/diastolic in mmHg, such as 130/72");
    }
    int systolic = Integer.parseInt(matcher.group(1));
    int diastolic = Integer.parseInt(matcher.group(2));
    if (systolic > MAX_SYSTOLIC || diastolic > MAX_DIASTOLIC) {
      throw rejected(
          column,
          "systolic from 0 to " + MAX_SYSTOLIC + " and diastolic from 0 to " + MAX_DIASTOLIC);
    }
    if (systolic < diastolic) {
      throw rejected(column, "systolic not below diastolic");
    }
    return new int[] {systolic, diastolic};
  }

  CohortException rejected(String column, String rule) {
    return new CohortException(
        header.at(line()) + "column " + column + " is " + shown(text(column)) + "; rule: " + rule);
  }

  private String text(String column) {
    return record.getField(header.indexOf(column)).strip();
  }

  private static String shown(String value) {
    if (value.isEmpty()) {
      return "empty";
    }
    String printable = value.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= MAX_SHOWN_CHARS
        ? '"' + printable + '"'
        : '"' + printable.substring(0, MAX_SHOWN_CHARS) + "...\"";
  }
}
