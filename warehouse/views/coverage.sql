-- Reports and meetings by place of the host, month of publication and language; NULL where a report tells no place or day. Reprints
-- are counted apart.
SELECT
    m.area_id, a.name_zh AS area_zh, a.name_en AS area_en, a.level AS area_level,
    date_trunc('month', r.published_on)::DATE AS month, r.language,
    count(DISTINCT r.report_id) FILTER (WHERE p.report_id IS NULL) AS reports,
    count(DISTINCT r.report_id) FILTER (WHERE p.report_id IS NOT NULL) AS reprints,
    count(DISTINCT m.meeting_id) AS meetings
FROM report AS r
LEFT JOIN reprint AS p USING (report_id)
LEFT JOIN meeting_mention AS s ON s.report_id = r.report_id AND s.relation = 'subject'
LEFT JOIN meeting AS m ON m.meeting_id = s.meeting_id
LEFT JOIN area AS a ON a.area_id = m.area_id
GROUP BY m.area_id, a.name_zh, a.name_en, a.level, date_trunc('month', r.published_on)::DATE, r.language
