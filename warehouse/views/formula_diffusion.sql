-- First use of each formula by place and kind of organization, on the day of the meeting or else of publication. Reprints repeat
-- another report's use and do not count.
WITH used AS (
    SELECT DISTINCT
        f.formula_id, f.report_id, m.area_id, o.kind AS organization_kind, coalesce(m.held_on, r.published_on) AS used_on
    FROM formula_mention AS f
    JOIN report AS r USING (report_id)
    ANTI JOIN reprint AS p USING (report_id)
    LEFT JOIN meeting_mention AS s ON s.report_id = f.report_id AND s.relation = 'subject'
    LEFT JOIN meeting AS m ON m.meeting_id = s.meeting_id
    LEFT JOIN organization AS o ON o.organization_id = m.host_id
)
SELECT
    u.formula_id, f.name_zh, f.name_en, u.area_id, a.name_zh AS area_zh, a.name_en AS area_en, a.level AS area_level,
    u.organization_kind, min(u.used_on) AS first_on, arg_min(u.report_id, (u.used_on, u.report_id)) AS first_report_id,
    count(DISTINCT u.report_id) AS reports
FROM used AS u
LEFT JOIN formula AS f USING (formula_id)
LEFT JOIN area AS a ON a.area_id = u.area_id
GROUP BY u.formula_id, f.name_zh, f.name_en, u.area_id, a.name_zh, a.name_en, a.level, u.organization_kind
