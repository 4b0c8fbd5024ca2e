-- Held life meetings whose presider no report names, where they are more than 3 in 10.
WITH life_meeting AS (
    SELECT meeting_id, any_value(report_id) AS report_id
    FROM meeting_mention
    WHERE relation = 'subject' AND status = 'held' AND kind = 'democratic_life_meeting'
    GROUP BY meeting_id
),
without_presider AS (
    SELECT report_id, meeting_id
    FROM life_meeting
    ANTI JOIN (FROM participation WHERE role = 'presider') AS presider USING (meeting_id)
)
SELECT report_id, meeting_id
FROM without_presider
WHERE (SELECT count(*) FROM without_presider) > 0.3 * (SELECT count(*) FROM life_meeting)
