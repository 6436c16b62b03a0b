-- What each member scores with, and how its shadow compares with its champion on the same rows.
-- Counts are since the pair began; figures are NULL until there is something to compare.
CREATE OR REPLACE EXTERNAL MAPPING scoring_entries
EXTERNAL NAME scoring (
    __key VARCHAR,
    champion VARCHAR,
    champion_since TIMESTAMP WITH TIME ZONE,
    demotions BIGINT,
    shadow VARCHAR,
    shadow_rows BIGINT,
    -- rows that the shadow's budget did not allow
    shadow_dropped BIGINT,
    -- shadow less champion
    mean_difference DOUBLE,
    mean_abs_difference DOUBLE,
    -- Spearman's
    rank_correlation DOUBLE,
    -- share of rows on the other side of the decision threshold
    changed_share DOUBLE,
    -- patients with a known outcome (table outcomes) and both risks
    labels BIGINT,
    champion_auc DOUBLE,
    shadow_auc DOUBLE,
    shadow_us_per_row DOUBLE,
    -- of one core
    shadow_cpu_share DOUBLE,
    -- what handing a row to the shadow costs the lane
    hand_over_us_per_row DOUBLE,
    updated_at TIMESTAMP WITH TIME ZONE
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'scoring'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW scoring AS
SELECT
    __key AS member_id,
    champion, champion_since, demotions, shadow, shadow_rows, shadow_dropped, mean_difference,
    mean_abs_difference, rank_correlation, changed_share, labels, champion_auc, shadow_auc,
    shadow_us_per_row, shadow_cpu_share, hand_over_us_per_row, updated_at
FROM scoring_entries;

-- Shadow against champion over the whole grid: members' figures weighted by their rows.
CREATE OR REPLACE VIEW shadow AS
SELECT
    champion,
    shadow,
    SUM(shadow_rows) AS compared_rows,
    SUM(shadow_dropped) AS dropped_rows,
    SUM(mean_difference * shadow_rows) / SUM(shadow_rows) AS mean_difference,
    SUM(mean_abs_difference * shadow_rows) / SUM(shadow_rows) AS mean_abs_difference,
    SUM(rank_correlation * shadow_rows) / SUM(shadow_rows) AS rank_correlation,
    SUM(changed_share * shadow_rows) / SUM(shadow_rows) AS changed_share,
    SUM(labels) AS labels,
    SUM(CASE WHEN champion_auc IS NULL THEN 0 ELSE champion_auc * labels END)
        / SUM(CASE WHEN champion_auc IS NULL THEN NULL ELSE labels END) AS champion_auc,
    SUM(CASE WHEN shadow_auc IS NULL THEN 0 ELSE shadow_auc * labels END)
        / SUM(CASE WHEN shadow_auc IS NULL THEN NULL ELSE labels END) AS shadow_auc,
    SUM(shadow_us_per_row * shadow_rows) / SUM(shadow_rows) AS shadow_us_per_row,
    MAX(shadow_cpu_share) AS shadow_cpu_share,
    MAX(updated_at) AS updated_at
FROM scoring_entries
WHERE shadow_rows > 0
GROUP BY champion, shadow;
