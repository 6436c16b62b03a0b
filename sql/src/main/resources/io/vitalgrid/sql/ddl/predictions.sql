-- The latest pane of each patient's newest window, with the model's risk (0 to 1) and NEWS2.
-- Status is SCORED, or NO_PROFILE with risk NULL before the patient's admission record has come.
CREATE OR REPLACE EXTERNAL MAPPING predictions_entries
EXTERNAL NAME predictions (
    __key VARCHAR,
    event_id VARCHAR,
    event_time TIMESTAMP WITH TIME ZONE,
    timing VARCHAR,
    revision BIGINT,
    window_start TIMESTAMP WITH TIME ZONE,
    window_end TIMESTAMP WITH TIME ZONE,
    risk DOUBLE,
    status VARCHAR,
    model VARCHAR,
    news2 INTEGER,
    news2_band VARCHAR,
    -- parameters that NEWS2 lacks, or that were too old; NULL if it has all seven
    news2_missing VARCHAR,
    scored_at TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'prediction'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW predictions AS
SELECT
    __key AS patient_id,
    event_id, event_time, timing, revision, window_start, window_end, risk, status, model, news2,
    news2_band, news2_missing, scored_at
FROM predictions_entries;
