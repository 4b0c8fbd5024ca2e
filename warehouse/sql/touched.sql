-- Reports whose rows must be written anew: those that changed, and those whose words now mean another entity than before.
CREATE OR REPLACE TEMP TABLE touched_report AS
WITH relinked AS (
    SELECT m.report_id
    FROM organization_mention AS m
    JOIN organization_link AS l ON l.mention_id = m.organization_mention_id
    WHERE m.organization_id <> l.entity_id
    UNION
    SELECT m.report_id
    FROM person_mention AS m
    JOIN person_link AS l ON l.mention_id = m.person_mention_id
    WHERE m.person_id <> l.entity_id
    UNION
    SELECT m.report_id
    FROM meeting_mention AS m
    JOIN meeting_link AS l ON l.mention_id = m.meeting_mention_id
    WHERE m.meeting_id <> l.entity_id
)
SELECT report_id, batch_id FROM changed_report
UNION
SELECT report_id, a.batch_id FROM relinked JOIN authority AS a USING (report_id);
