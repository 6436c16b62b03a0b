-- The ten patients most at risk of readmission, with their NEWS2.
SELECT p.patient_id, a.ward, a.age, p.risk, p.news2, p.news2_band, p.event_time, p.model
FROM predictions p
JOIN patients a ON a.patient_id = p.patient_id
WHERE p.risk IS NOT NULL
ORDER BY p.risk DESC, p.patient_id
LIMIT 10
