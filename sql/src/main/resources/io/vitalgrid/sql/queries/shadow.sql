-- The shadow beside the champion: difference, rank correlation, decisions that would change, AUC.
SELECT *
FROM shadow
