-- Deployed models, by stage: champion, shadow or retired. Of several champions, as there are for a
-- moment during a promotion, the one with the highest turn scores. The bytes are in the map only.
CREATE OR REPLACE EXTERNAL MAPPING models (
    name VARCHAR EXTERNAL NAME "__key.name",
    version INTEGER EXTERNAL NAME "__key.version",
    sha256 VARCHAR,
    kind VARCHAR,
    stage VARCHAR,
    turn BIGINT,
    -- whether it takes over again when the champion fails or is rolled back
    fallback BOOLEAN,
    reason VARCHAR,
    features VARCHAR,
    card VARCHAR,
    deployed_at TIMESTAMP WITH TIME ZONE,
    changed_at TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'compact',
    'keyCompactTypeName' = 'model_key',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'model'
);
