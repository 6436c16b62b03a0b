-- What each member has read, scored and refused since it started, and its latency of the last second.
SELECT address, records_read, scored, predictions_visible, on_time, late, partly_too_late, too_late,
    duplicate, p50_ms, p99_ms, max_ms, watermark, updated_at
FROM members
ORDER BY address
