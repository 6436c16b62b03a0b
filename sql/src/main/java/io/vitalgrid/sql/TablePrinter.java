package io.vitalgrid.sql;

import com.hazelcast.sql.SqlColumnMetadata;
import com.hazelcast.sql.SqlRow;
import com.hazelcast.sql.SqlRowMetadata;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns for people: numbers to the right, NULL as NULL.
 *
 * <p>Widths are those of the first rows, up to {@value #WIDTH_ROWS} or until they pause; a later
 * row that needs more gets more.
 */
final class TablePrinter implements RowPrinter {
  private static final int WIDTH_ROWS = 1000;

  private final PrintWriter out;
  private final List<SqlColumnMetadata> columns;
  private final List<String[]> waiting = new ArrayList<>();
  private final int[] widths;
  private boolean hasHeader;
  private long rows;

  TablePrinter(PrintWriter out, SqlRowMetadata metadata) {
    this.out = out;
    this.columns = metadata.getColumns();
    this.widths = new int[columns.size()];
  }

  @Override
  public void row(SqlRow row) {
    String[] cells = new String[widths.length];
    for (int i = 0; i < cells.length; i++) {
      Object value = row.getObject(i);
      cells[i] = value == null ? "NULL" : Values.printable(value);
    }
    waiting.add(cells);
    rows++;
    if (waiting.size() == WIDTH_ROWS) {
      writeWaiting();
    }
  }

  @Override
  public void pause() {
    if (!waiting.isEmpty()) {
      writeWaiting();
    }
  }

  @Override
  public void end() {
    writeWaiting();
    out.println(rows == 1 ? "1 row" : rows + " rows");
    out.flush();
  }

  private void writeWaiting() {
    String[] names = columns.stream().map(SqlColumnMetadata::getName).toArray(String[]::new);
    widen(names);
    waiting.forEach(this::widen);
    if (!hasHeader) {
      hasHeader = true;
      writeLine(names);
      writeRule();
    }
    waiting.forEach(this::writeLine);
    waiting.clear();
    out.flush();
  }

  private void widen(String[] cells) {
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].codePointCount(0, cells[i].length()));
    }
  }

  private void writeLine(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(widths[i] - cells[i].codePointCount(0, cells[i].length()));
      line.append(i == 0 ? "" : "  ");
      line.append(isNumber(i) ? padding + cells[i] : cells[i] + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  private void writeRule() {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : "  ").append("-".repeat(widths[i]));
    }
    out.println(line);
  }

  private boolean isNumber(int column) {
    return Number.class.isAssignableFrom(columns.get(column).getType().getValueClass());
  }
}
