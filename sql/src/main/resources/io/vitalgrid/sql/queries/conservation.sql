-- The conservation law, summed over members: records read = the terms after it.
-- Rows of members that have left are gone after 10 s: then the sums differ, and nothing is lost.
SELECT SUM(records_read) AS records_read,
    SUM(replayed) AS replayed,
    SUM(on_time + late + partly_too_late) AS reached_a_pane,
    SUM(profile_updates + discharges) AS reached_a_profile,
    SUM(duplicate) AS duplicates,
    SUM(too_late) AS too_late,
    SUM(rejected_malformed_json + rejected_unknown_type + rejected_missing_field
        + rejected_out_of_range + rejected_future_event_time) AS rejected
FROM members
