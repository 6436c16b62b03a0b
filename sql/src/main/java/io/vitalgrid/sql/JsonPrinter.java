package io.vitalgrid.sql;

import com.hazelcast.sql.SqlColumnMetadata;
import com.hazelcast.sql.SqlRow;
import com.hazelcast.sql.SqlRowMetadata;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An array with an object a line. */
final class JsonPrinter implements RowPrinter {
  private final PrintWriter out;
  private final List<String> names;
  private boolean first = true;

  JsonPrinter(PrintWriter out, SqlRowMetadata columns) {
    this.out = out;
    this.names =
        columns.getColumns().stream().map(SqlColumnMetadata::getName).map(Values::json).toList();
    out.print("[");
  }

  @Override
  public void row(SqlRow row) {
    out.println(first ? "" : ",");
    first = false;
    out.print(
        IntStream.range(0, names.size())
            .mapToObj(i -> names.get(i) + ":" + Values.json(row.getObject(i)))
            .collect(Collectors.joining(",", "{", "}")));
  }

  @Override
  public void pause() {
    out.flush();
  }

  @Override
  public void end() {
    out.println(first ? "]" : System.lineSeparator() + "]");
    out.flush();
  }
}
