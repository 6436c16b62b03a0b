-- Deployed models and their stages.
SELECT name, version, stage, features, deployed_at, sha256
FROM models
ORDER BY name, version
