-- What each report tells of the meetings that it is about. The words of the genre are shared by strangers: two reports are the same
-- news only where they agree on the meeting as well.
CREATE OR REPLACE TEMP TABLE told_subject AS
WITH presided AS (
    SELECT t.report_id, t.meeting_id, list(DISTINCT lower(p.name_pinyin)) AS presiders
    FROM participation AS t
    JOIN person AS p USING (person_id)
    WHERE t.role = 'presider' AND p.name_pinyin IS NOT NULL
    GROUP BY ALL
)
SELECT DISTINCT
    m.report_id, m.meeting_id, m.kind, m.form, m.topic, m.year, m.held_on, m.host_id, o.area_id,
    coalesce(p.presiders, []) AS presiders, r.published_on
FROM meeting_mention AS m
JOIN report AS r USING (report_id)
LEFT JOIN organization AS o ON o.organization_id = m.host_id
LEFT JOIN presided AS p ON p.report_id = m.report_id AND p.meeting_id = m.meeting_id
WHERE m.relation = 'subject';

CREATE OR REPLACE TEMP TABLE undecided AS
SELECT report_id, r.published_on, s.signature
FROM report AS r
JOIN report_signature AS s USING (report_id)
SEMI JOIN told_subject USING (report_id);

DELETE FROM reprint;
