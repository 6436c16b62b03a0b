-- Patients whose vital signs ask for an urgent answer now: NEWS2 of 5 and more, the worst first.
SELECT p.patient_id, a.ward, p.news2, p.news2_band, p.risk, p.event_time
FROM predictions p
JOIN patients a ON a.patient_id = p.patient_id
WHERE p.news2 >= 5
ORDER BY p.news2 DESC, p.risk DESC, p.patient_id
LIMIT 50
