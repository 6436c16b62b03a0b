-- What a person should look at. Kind MODEL_DEMOTED: a model failed and was taken out of use.
CREATE OR REPLACE EXTERNAL MAPPING alerts_entries
EXTERNAL NAME alerts (
    __key VARCHAR,
    patient_id VARCHAR,
    kind VARCHAR,
    severity VARCHAR,
    reason VARCHAR,
    raised_at TIMESTAMP WITH TIME ZONE,
    cleared_at TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'alert'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW alerts AS
SELECT __key AS alert_id, patient_id, kind, severity, reason, raised_at, cleared_at
FROM alerts_entries;
