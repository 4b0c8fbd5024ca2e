-- Life meetings that were held × prescribed steps: whether any report states the step. Not reported is not the same as not done.
-- A report and its reprints count as one report.
WITH reported_meeting AS (
    SELECT DISTINCT m.meeting_id, m.kind, m.form, m.year, m.held_on, m.host_id, m.area_id
    FROM meeting AS m
    JOIN meeting_mention AS s ON s.meeting_id = m.meeting_id AND s.relation = 'subject'
    WHERE m.kind IN ('democratic_life_meeting', 'organizational_life_meeting') AND m.status = 'held'
),
stated AS (
    SELECT
        meeting_id, step_id,
        bool_or(modality = 'reported') AS is_reported,
        bool_or(modality = 'demanded') AS is_demanded,
        count(DISTINCT coalesce(p.reprint_of, s.report_id)) AS reports
    FROM step_mention AS s
    LEFT JOIN reprint AS p USING (report_id)
    GROUP BY meeting_id, step_id
)
SELECT
    m.*, s.step_id, s.phase, s.position, s.name_zh AS step_zh, s.name_en AS step_en,
    coalesce(t.is_reported, false) AS is_reported,
    coalesce(t.is_demanded, false) AS is_demanded,
    coalesce(t.reports, 0) AS reports
FROM reported_meeting AS m
CROSS JOIN step AS s
LEFT JOIN stated AS t ON t.meeting_id = m.meeting_id AND t.step_id = s.step_id
