package io.vitalgrid.sql;

import com.hazelcast.sql.SqlRowMetadata;
import java.io.PrintWriter;

/** How rows are written. */
enum Format {
  TABLE,
  CSV,
  JSON;

  RowPrinter printer(PrintWriter out, SqlRowMetadata columns) {
    return switch (this) {
      case TABLE -> new TablePrinter(out, columns);
      case CSV -> new CsvPrinter(out, columns);
      case JSON -> new JsonPrinter(out, columns);
    };
  }
}
