package io.vitalgrid.sql;

import com.hazelcast.sql.SqlRow;

/** Writes the rows of one result. */
interface RowPrinter {
  void row(SqlRow row);

  /** Rows are slow to come: what is kept back should be seen now. */
  void pause();

  /** There are no more rows. */
  void end();
}
