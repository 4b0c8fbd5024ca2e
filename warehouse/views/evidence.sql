-- Every fact of every kind with the words that state it, quoted from the body of its report.
WITH fact AS (
    SELECT 'organization_mention' AS fact_table, organization_mention_id AS fact_id, label AS subject, report_id, start_char, end_char
    FROM organization_mention
    UNION ALL
    SELECT 'person_mention', person_mention_id, label, report_id, start_char, end_char
    FROM person_mention
    UNION ALL
    SELECT 'meeting_mention', meeting_mention_id, concat_ws(' ', relation, year, form, kind), report_id, start_char, end_char
    FROM meeting_mention
    UNION ALL
    SELECT 'membership', NULL, person_id || ': ' || title, report_id, start_char, end_char
    FROM membership
    UNION ALL
    SELECT 'participation', NULL, role || ': ' || label, report_id, start_char, end_char
    FROM participation
    UNION ALL
    SELECT 'step_mention', NULL, step_id || ' ' || modality, report_id, start_char, end_char
    FROM step_mention
    UNION ALL
    SELECT 'statement', statement_id, speaker_label || ' ' || verb, report_id, start_char, end_char
    FROM statement
    UNION ALL
    SELECT 'requirement', statement_id || ':r' || position, 'item ' || position, report_id, start_char, end_char
    FROM requirement
    UNION ALL
    SELECT 'formula_mention', NULL, concat_ws(' ', stance, formula_id), report_id, start_char, end_char
    FROM formula_mention
    UNION ALL
    SELECT 'formula_candidate', NULL, text, report_id, start_char, end_char
    FROM formula_candidate
    UNION ALL
    SELECT 'citation', NULL, document_id, report_id, start_char, end_char
    FROM citation
)
SELECT f.*, substr(r.body, f.start_char + 1, f.end_char - f.start_char) AS quote
FROM fact AS f
JOIN report AS r USING (report_id)
