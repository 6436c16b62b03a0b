-- Open alerts, the most urgent first, those nobody has acknowledged before the others.
SELECT alert_id, kind, severity, raised_at, acknowledged_at, reason
FROM alerts
WHERE cleared_at IS NULL
ORDER BY acknowledged_at, severity, raised_at
LIMIT 100
