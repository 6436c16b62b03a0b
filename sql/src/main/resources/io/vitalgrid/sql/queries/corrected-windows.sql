-- Windows that late events corrected after they had settled, the latest first.
SELECT patient_id, window_start, window_end, revision, event_count, late_event_count, risk
FROM windows
WHERE timing = 'LATE'
ORDER BY window_end DESC, patient_id
LIMIT 20
