-- The ten patients most at risk of readmission, with their NEWS2.
SELECT patient_id, risk, news2, news2_band, event_time, model
FROM predictions
WHERE risk IS NOT NULL
ORDER BY risk DESC, patient_id
LIMIT 10
