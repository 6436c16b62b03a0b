-- The twenty windows settled last; revision grows when late events correct one.
SELECT patient_id, window_start, window_end, timing, revision, event_count, late_event_count,
    heart_rate_mean, respiratory_rate_mean, spo2_mean, systolic_bp_mean, risk
FROM windows
ORDER BY window_end DESC, patient_id
LIMIT 20
