package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times of rows: epoch milliseconds in Java, TIMESTAMP WITH TIME ZONE in UTC in SQL. */
public final class Times {
  /** No time, NULL in SQL. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int NANOS_PER_MS = 1_000_000;

  private Times() {}

  /**
   * @return null for {@link #NONE}
   */
  static OffsetDateTime of(long epochMs) {
    return epochMs == NONE
        ? null
        // Not ofInstant: that asks the zone for its rules, and makes them anew each time.
        : OffsetDateTime.of(
            LocalDateTime.ofEpochSecond(
                Math.floorDiv(epochMs, 1000L),
                Math.floorMod(epochMs, 1000) * NANOS_PER_MS,
                ZoneOffset.UTC),
            ZoneOffset.UTC);
  }

  static long read(CompactReader in, String field) {
    OffsetDateTime time = in.readTimestampWithTimezone(field);
    return time == null ? NONE : time.toInstant().toEpochMilli();
  }
}
