-- What a person should look at. Of a patient: NEWS2_HIGH, NEWS2_MEDIUM, NEWS2_RED_PARAMETER,
-- DETERIORATING, RISK_HIGH. MODEL_DEMOTED: the champion failed and was taken out of use.
-- Status is OPEN, CLEARED, or WITHDRAWN where late readings showed that there was no reason for it.
CREATE OR REPLACE EXTERNAL MAPPING alerts_entries
EXTERNAL NAME alerts (
    __key VARCHAR,
    patient_id VARCHAR,
    kind VARCHAR,
    severity VARCHAR,
    status VARCHAR,
    reason VARCHAR,
    raised_at TIMESTAMP WITH TIME ZONE,
    cleared_at TIMESTAMP WITH TIME ZONE,
    -- grows with each change
    revision INTEGER,
    -- the window that raised it
    window_start TIMESTAMP WITH TIME ZONE,
    window_end TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'alert'
);

-- Written by `vitalgrid alert ack`.
CREATE OR REPLACE EXTERNAL MAPPING acknowledgements_entries
EXTERNAL NAME acknowledgements (
    __key VARCHAR,
    by_whom VARCHAR,
    at_time TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'acknowledgement'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW alerts AS
SELECT
    a.__key AS alert_id,
    a.patient_id, a.kind, a.severity, a.status, a.reason, a.raised_at, a.cleared_at, a.revision,
    a.window_start, a.window_end,
    k.at_time AS acknowledged_at,
    k.by_whom AS acknowledged_by
FROM alerts_entries a
LEFT JOIN acknowledgements_entries k ON k.__key = a.__key;
