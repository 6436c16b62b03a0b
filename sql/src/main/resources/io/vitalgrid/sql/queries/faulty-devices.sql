-- Devices with a fault, those for longest first.
SELECT device_id, patient_id, status, reason, faults, since, last_seen_at
FROM devices
WHERE status NOT IN ('OK', 'DETACHED')
ORDER BY since
