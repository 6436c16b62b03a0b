-- What each member says of itself, refreshed every second: counts since it started, its watermark,
-- and the latency of the last second from intended send time to visible in predictions.
CREATE OR REPLACE EXTERNAL MAPPING members_entries
EXTERNAL NAME members (
    __key VARCHAR,
    address VARCHAR,
    records_read BIGINT,
    replayed BIGINT,
    rejected_malformed_json BIGINT,
    rejected_unknown_type BIGINT,
    rejected_missing_field BIGINT,
    rejected_out_of_range BIGINT,
    rejected_future_event_time BIGINT,
    on_time BIGINT,
    late BIGINT,
    partly_too_late BIGINT,
    too_late BIGINT,
    duplicate BIGINT,
    profile_updates BIGINT,
    discharges BIGINT,
    panes_early BIGINT,
    panes_on_time BIGINT,
    panes_late BIGINT,
    scored BIGINT,
    predictions_visible BIGINT,
    records_lost BIGINT,
    watermark TIMESTAMP WITH TIME ZONE,
    p50_ms DOUBLE,
    p99_ms DOUBLE,
    max_ms DOUBLE,
    updated_at TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'member'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW members AS
SELECT
    __key AS member_id,
    address, records_read, replayed, rejected_malformed_json, rejected_unknown_type,
    rejected_missing_field, rejected_out_of_range, rejected_future_event_time, on_time, late,
    partly_too_late, too_late, duplicate, profile_updates, discharges, panes_early,
    panes_on_time, panes_late, scored, predictions_visible, records_lost, watermark, p50_ms,
    p99_ms, max_ms, updated_at
FROM members_entries;
