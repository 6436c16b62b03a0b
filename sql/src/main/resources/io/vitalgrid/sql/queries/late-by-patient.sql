-- Whose events came too late for every window: how many, and how late at worst.
SELECT patient_id, COUNT(*) AS too_late, MAX(lateness_ms) AS worst_lateness_ms,
    MAX(event_time) AS newest_event_time
FROM late_events
GROUP BY patient_id
ORDER BY too_late DESC, patient_id
LIMIT 20
