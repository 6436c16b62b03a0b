-- The latest pane of each settled window [window_start, window_end): ON_TIME, then LATE corrections.
CREATE OR REPLACE EXTERNAL MAPPING windows (
    patient_id VARCHAR EXTERNAL NAME "__key.patient_id",
    window_end TIMESTAMP WITH TIME ZONE EXTERNAL NAME "__key.window_end",
    window_start TIMESTAMP WITH TIME ZONE,
    timing VARCHAR,
    revision BIGINT,
    event_count BIGINT,
    late_event_count BIGINT,
    -- heart_rate, beats/min
    heart_rate_count BIGINT,
    heart_rate_mean DOUBLE,
    heart_rate_min DOUBLE,
    heart_rate_max DOUBLE,
    heart_rate_stddev DOUBLE,
    heart_rate_last DOUBLE,
    heart_rate_last_at TIMESTAMP WITH TIME ZONE,
    heart_rate_slope_per_minute DOUBLE,
    -- respiratory_rate, breaths/min
    respiratory_rate_count BIGINT,
    respiratory_rate_mean DOUBLE,
    respiratory_rate_min DOUBLE,
    respiratory_rate_max DOUBLE,
    respiratory_rate_stddev DOUBLE,
    respiratory_rate_last DOUBLE,
    respiratory_rate_last_at TIMESTAMP WITH TIME ZONE,
    respiratory_rate_slope_per_minute DOUBLE,
    -- spo2, %
    spo2_count BIGINT,
    spo2_mean DOUBLE,
    spo2_min DOUBLE,
    spo2_max DOUBLE,
    spo2_stddev DOUBLE,
    spo2_last DOUBLE,
    spo2_last_at TIMESTAMP WITH TIME ZONE,
    spo2_slope_per_minute DOUBLE,
    -- temperature, °C
    temperature_count BIGINT,
    temperature_mean DOUBLE,
    temperature_min DOUBLE,
    temperature_max DOUBLE,
    temperature_stddev DOUBLE,
    temperature_last DOUBLE,
    temperature_last_at TIMESTAMP WITH TIME ZONE,
    temperature_slope_per_minute DOUBLE,
    -- systolic_bp, mmHg
    systolic_bp_count BIGINT,
    systolic_bp_mean DOUBLE,
    systolic_bp_min DOUBLE,
    systolic_bp_max DOUBLE,
    systolic_bp_stddev DOUBLE,
    systolic_bp_last DOUBLE,
    systolic_bp_last_at TIMESTAMP WITH TIME ZONE,
    systolic_bp_slope_per_minute DOUBLE,
    -- diastolic_bp, mmHg
    diastolic_bp_count BIGINT,
    diastolic_bp_mean DOUBLE,
    diastolic_bp_min DOUBLE,
    diastolic_bp_max DOUBLE,
    diastolic_bp_stddev DOUBLE,
    diastolic_bp_last DOUBLE,
    diastolic_bp_last_at TIMESTAMP WITH TIME ZONE,
    diastolic_bp_slope_per_minute DOUBLE,
    -- glucose, mmol/L
    glucose_count BIGINT,
    glucose_mean DOUBLE,
    glucose_min DOUBLE,
    glucose_max DOUBLE,
    glucose_stddev DOUBLE,
    glucose_last DOUBLE,
    glucose_last_at TIMESTAMP WITH TIME ZONE,
    glucose_slope_per_minute DOUBLE,
    -- What the model made of it.
    risk DOUBLE,
    model VARCHAR
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'compact',
    'keyCompactTypeName' = 'window_key',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'window'
);
