package io.vitalgrid.sql;

import com.hazelcast.sql.SqlRow;

/** Writes the rows of one result. */
interface RowPrinter {
  void row(SqlRow row);

  /** What is kept back should be seen now, for the next row may be long in coming. */
  void pause();

  /** There are no more rows. */
  void end();
}
