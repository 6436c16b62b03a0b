-- Deployed models, their stages and why they have them.
SELECT name, version, stage, kind, reason, deployed_at, changed_at, features, sha256
FROM models
ORDER BY name, version
