-- Deployed models, by stage: champion, shadow or retired. The bytes are in the map only.
CREATE OR REPLACE EXTERNAL MAPPING models (
    name VARCHAR EXTERNAL NAME "__key.name",
    version INTEGER EXTERNAL NAME "__key.version",
    sha256 VARCHAR,
    stage VARCHAR,
    features VARCHAR,
    deployed_at TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'compact',
    'keyCompactTypeName' = 'model_key',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'model'
);
