package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times of rows: epoch milliseconds in Java, TIMESTAMP WITH TIME ZONE in UTC in SQL. */
public final class Times {
  /** No time, NULL in SQL. */
  public static final long NONE = Long.MIN_VALUE;

  private Times() {}

  static void write(CompactWriter out, String field, long epochMs) {
    out.writeTimestampWithTimezone(field, of(epochMs));
  }

  /**
   * @return null for {@link #NONE}
   */
  static OffsetDateTime of(long epochMs) {
    return epochMs == NONE
        ? null
        : OffsetDateTime.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC);
  }

  static long read(CompactReader in, String field) {
    OffsetDateTime time = in.readTimestampWithTimezone(field);
    return time == null ? NONE : time.toInstant().toEpochMilli();
  }
}
