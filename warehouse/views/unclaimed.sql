-- The sentences of each original report in which no fact was found: the map of what extraction does not read. A phrase that is only a
-- candidate for the lexicons is no fact.
WITH fact AS (
    SELECT report_id, start_char, end_char FROM organization_mention
    UNION ALL
    SELECT report_id, start_char, end_char FROM person_mention
    UNION ALL
    SELECT report_id, start_char, end_char FROM meeting_mention
    UNION ALL
    SELECT report_id, start_char, end_char FROM membership
    UNION ALL
    SELECT report_id, start_char, end_char FROM participation
    UNION ALL
    SELECT report_id, start_char, end_char FROM step_mention
    UNION ALL
    SELECT report_id, start_char, end_char FROM statement
    UNION ALL
    SELECT report_id, start_char, end_char FROM requirement
    UNION ALL
    SELECT report_id, start_char, end_char FROM formula_mention
    UNION ALL
    SELECT report_id, start_char, end_char FROM citation
),
unread AS (
    SELECT s.*
    FROM sentence AS s
    ANTI JOIN reprint AS p USING (report_id)
    ANTI JOIN fact AS f ON f.report_id = s.report_id AND f.start_char < s.end_char AND s.start_char < f.end_char
)
SELECT
    u.report_id, r.language, r.published_on, u.position, u.start_char, u.end_char,
    substr(r.body, u.start_char + 1, u.end_char - u.start_char) AS sentence
FROM unread AS u
JOIN report AS r USING (report_id)
WHERE r.is_report
