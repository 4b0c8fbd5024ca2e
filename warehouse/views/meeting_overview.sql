-- One row for each meeting: host, place, day, who presided, and how many participants, steps and formulas its reports state. Reprints
-- are counted apart, and the formulas that they repeat are not counted again.
WITH presider AS (
    SELECT t.meeting_id, string_agg(DISTINCT coalesce(p.name, t.label), '; ' ORDER BY coalesce(p.name, t.label)) AS presider
    FROM participation AS t
    LEFT JOIN person AS p USING (person_id)
    WHERE t.role = 'presider'
    GROUP BY t.meeting_id
),
participant AS (
    SELECT meeting_id, count(DISTINCT coalesce(person_id, organization_id, label)) AS participants
    FROM participation
    GROUP BY meeting_id
),
step_count AS (
    SELECT meeting_id, count(DISTINCT step_id) AS steps_reported
    FROM step_mention
    WHERE modality = 'reported'
    GROUP BY meeting_id
),
subject AS (
    SELECT DISTINCT m.meeting_id, m.report_id, p.report_id IS NOT NULL AS is_reprint
    FROM meeting_mention AS m
    LEFT JOIN reprint AS p USING (report_id)
    WHERE m.relation = 'subject'
),
report_count AS (
    SELECT meeting_id, count(*) FILTER (WHERE NOT is_reprint) AS reports, count(*) FILTER (WHERE is_reprint) AS reprints
    FROM subject
    GROUP BY meeting_id
),
formula_count AS (
    SELECT s.meeting_id, count(DISTINCT f.formula_id) AS formulas, count(*) FILTER (WHERE NOT s.is_reprint) AS formula_mentions
    FROM subject AS s
    JOIN formula_mention AS f USING (report_id)
    GROUP BY s.meeting_id
)
SELECT
    m.meeting_id, m.kind, m.form, m.topic, m.year, m.held_on, m.status, o.name AS host, m.host_id,
    m.area_id, a.name_zh AS area_zh, a.name_en AS area_en, p.presider,
    coalesce(t.participants, 0) AS participants,
    coalesce(s.steps_reported, 0) AS steps_reported,
    coalesce(f.formulas, 0) AS formulas,
    coalesce(f.formula_mentions, 0) AS formula_mentions,
    coalesce(r.reports, 0) AS reports,
    coalesce(r.reprints, 0) AS reprints
FROM meeting AS m
LEFT JOIN organization AS o ON o.organization_id = m.host_id
LEFT JOIN area AS a ON a.area_id = m.area_id
LEFT JOIN presider AS p ON p.meeting_id = m.meeting_id
LEFT JOIN participant AS t ON t.meeting_id = m.meeting_id
LEFT JOIN step_count AS s ON s.meeting_id = m.meeting_id
LEFT JOIN formula_count AS f ON f.meeting_id = m.meeting_id
LEFT JOIN report_count AS r ON r.meeting_id = m.meeting_id
