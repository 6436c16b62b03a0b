-- How far what the champion is given has drifted from its baseline; docs/models.md has the scales.
CREATE OR REPLACE EXTERNAL MAPPING drift_entries
EXTERNAL NAME drift (
    __key VARCHAR,
    psi DOUBLE,
    verdict VARCHAR,
    baseline_count BIGINT,
    current_count BIGINT,
    model VARCHAR,
    baseline VARCHAR,
    computed_at TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'drift'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW drift AS
SELECT __key AS feature, psi, verdict, baseline_count, current_count, model, baseline, computed_at
FROM drift_entries;
