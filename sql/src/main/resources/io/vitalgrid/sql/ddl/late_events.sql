-- Events that came too late for all of their windows, and how late against which watermark.
CREATE OR REPLACE EXTERNAL MAPPING late_events_entries
EXTERNAL NAME late_events (
    __key VARCHAR,
    patient_id VARCHAR,
    event_time TIMESTAMP WITH TIME ZONE,
    watermark TIMESTAMP WITH TIME ZONE,
    lateness_ms BIGINT
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'late_event'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW late_events AS
SELECT
    __key AS event_id,
    patient_id, event_time, watermark, lateness_ms
FROM late_events_entries;
