-- How each bedside device is, and since when; docs/devices.md explains the faults.
CREATE OR REPLACE EXTERNAL MAPPING devices_entries
EXTERNAL NAME devices (
    __key VARCHAR,
    patient_id VARCHAR,
    status VARCHAR,
    reason VARCHAR,
    faults VARCHAR,
    since TIMESTAMP WITH TIME ZONE,
    last_seen_at TIMESTAMP WITH TIME ZONE,
    expected_gap_ms BIGINT
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'device'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW devices AS
SELECT __key AS device_id, patient_id, status, reason, faults, since, last_seen_at, expected_gap_ms
FROM devices_entries;
