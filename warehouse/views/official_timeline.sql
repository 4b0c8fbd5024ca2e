-- What is known of each person over time: posts held and roles at meetings, each with the report that states it. What a report and its
-- reprints state is one row.
WITH event AS (
    SELECT
        t.person_id, t.as_of AS happened_on, 'post' AS event, t.title AS what, t.post_id, t.organization_id,
        NULL AS meeting_id, t.report_id, t.start_char, t.end_char
    FROM membership AS t
    UNION ALL
    SELECT
        t.person_id, coalesce(m.held_on, r.published_on), 'role', t.role, NULL, m.host_id,
        t.meeting_id, t.report_id, t.start_char, t.end_char
    FROM participation AS t
    JOIN report AS r USING (report_id)
    LEFT JOIN meeting AS m USING (meeting_id)
    WHERE t.person_id IS NOT NULL
)
SELECT
    e.person_id, p.name, p.name_zh, p.name_pinyin, p.area_id, e.happened_on, e.event, e.what, e.post_id,
    e.organization_id, o.name AS organization, e.meeting_id, e.report_id, e.start_char, e.end_char
FROM event AS e
JOIN person AS p USING (person_id)
LEFT JOIN organization AS o USING (organization_id)
LEFT JOIN reprint AS x USING (report_id)
QUALIFY row_number() OVER (
    PARTITION BY e.person_id, e.event, e.what, e.organization_id, e.meeting_id, coalesce(x.reprint_of, e.report_id)
    ORDER BY x.reprint_of IS NOT NULL, e.report_id, e.start_char
) = 1
