-- How many patients each ward has, their mean and highest risk, and how many have NEWS2 of 5 and more.
SELECT a.ward, COUNT(*) AS patients, AVG(p.risk) AS mean_risk, MAX(p.risk) AS highest_risk,
    SUM(CASE WHEN p.news2 >= 5 THEN 1 ELSE 0 END) AS news2_5_and_more
FROM predictions p
JOIN patients a ON a.patient_id = p.patient_id
GROUP BY a.ward
ORDER BY highest_risk DESC
