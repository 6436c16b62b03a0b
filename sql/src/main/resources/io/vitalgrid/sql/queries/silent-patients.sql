-- The twenty patients not heard of for longest: how old is what we see?
SELECT patient_id, ward, updated_at, event_count, heart_rate_at, spo2_at
FROM patients
ORDER BY updated_at, patient_id
LIMIT 20
