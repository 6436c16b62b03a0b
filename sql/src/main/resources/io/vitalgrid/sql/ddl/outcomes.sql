-- What became true of a patient: TRUE if readmitted. Written by whoever knows, for judging models:
-- SINK INTO outcomes VALUES ('P000123', TRUE)
CREATE OR REPLACE EXTERNAL MAPPING outcomes (
    -- the patient's id
    __key VARCHAR,
    -- the outcome
    this BOOLEAN
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'boolean'
);
