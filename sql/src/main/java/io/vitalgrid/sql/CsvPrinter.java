package io.vitalgrid.sql;

import com.hazelcast.sql.SqlColumnMetadata;
import com.hazelcast.sql.SqlRow;
import com.hazelcast.sql.SqlRowMetadata;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** RFC 4180 with a header line; NULL is empty. */
final class CsvPrinter implements RowPrinter {
  private final PrintWriter out;
  private final int columnCount;

  CsvPrinter(PrintWriter out, SqlRowMetadata columns) {
    this.out = out;
    this.columnCount = columns.getColumnCount();
    out.println(
        columns.getColumns().stream()
            .map(SqlColumnMetadata::getName)
            .map(Values::csv)
            .collect(Collectors.joining(",")));
  }

  @Override
  public void row(SqlRow row) {
    out.println(
        IntStream.range(0, columnCount)
            .mapToObj(i -> Values.csv(row.getObject(i)))
            .collect(Collectors.joining(",")));
  }

  @Override
  public void pause() {
    out.flush();
  }

  @Override
  public void end() {
    out.flush();
  }
}
