-- Who is monitored: the admission, each vital's last value, and how fresh it all is.
-- Units: heart_rate beats/min, respiratory_rate breaths/min, spo2 %, temperature °C, systolic_bp mmHg, diastolic_bp mmHg, glucose mmol/L.
CREATE OR REPLACE EXTERNAL MAPPING patients_entries
EXTERNAL NAME patients (
    __key VARCHAR,
    -- Of the admission record; NULL before one has come.
    ward VARCHAR,
    age INTEGER,
    gender VARCHAR,
    admission_systolic_bp INTEGER,
    admission_diastolic_bp INTEGER,
    cholesterol DOUBLE,
    bmi DOUBLE,
    diabetes BOOLEAN,
    hypertension BOOLEAN,
    medication_count INTEGER,
    length_of_stay INTEGER,
    discharge_destination VARCHAR,
    -- of NEWS2: 1, or 2 for a target of 88 to 92 %
    spo2_scale INTEGER,
    admitted_at TIMESTAMP WITH TIME ZONE,
    -- The newest value of each vital, and its event time.
    heart_rate DOUBLE,
    heart_rate_at TIMESTAMP WITH TIME ZONE,
    respiratory_rate DOUBLE,
    respiratory_rate_at TIMESTAMP WITH TIME ZONE,
    spo2 DOUBLE,
    spo2_at TIMESTAMP WITH TIME ZONE,
    temperature DOUBLE,
    temperature_at TIMESTAMP WITH TIME ZONE,
    systolic_bp DOUBLE,
    systolic_bp_at TIMESTAMP WITH TIME ZONE,
    diastolic_bp DOUBLE,
    diastolic_bp_at TIMESTAMP WITH TIME ZONE,
    glucose DOUBLE,
    glucose_at TIMESTAMP WITH TIME ZONE,
    updated_at TIMESTAMP WITH TIME ZONE,
    event_count BIGINT
)
TYPE IMap
OPTIONS (
    'keyFormat' = 'varchar',
    'valueFormat' = 'compact',
    'valueCompactTypeName' = 'patient'
);

-- Hazelcast gives a single-column key no name of its own; the view does.
CREATE OR REPLACE VIEW patients AS
SELECT
    __key AS patient_id,
    ward, age, gender, admission_systolic_bp, admission_diastolic_bp, cholesterol, bmi, diabetes,
    hypertension, medication_count, length_of_stay, discharge_destination, spo2_scale, admitted_at,
    heart_rate, heart_rate_at, respiratory_rate, respiratory_rate_at, spo2, spo2_at, temperature,
    temperature_at, systolic_bp, systolic_bp_at, diastolic_bp, diastolic_bp_at, glucose,
    glucose_at, updated_at, event_count
FROM patients_entries;
