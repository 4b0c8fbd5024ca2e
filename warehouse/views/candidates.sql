-- Quoted phrases, titles and places that no lexicon knows, by how often original reports print them, each with a sentence as an
-- example: the work list by which the lexicons grow. A body or person of unknown place may also be a rule's miss.
WITH unknown AS (
    SELECT 'phrase' AS kind, text, report_id, start_char, end_char FROM formula_candidate
    UNION ALL
    SELECT 'title', title, report_id, start_char, end_char FROM membership WHERE post_id IS NULL
    UNION ALL
    SELECT 'unplaced_organization', label, report_id, start_char, end_char
    FROM organization_mention
    WHERE area_id IS NULL AND organization_id NOT LIKE '%@central'
    UNION ALL
    SELECT 'organization_of_unknown_kind', label, report_id, start_char, end_char FROM organization_mention WHERE kind IS NULL
    UNION ALL
    SELECT 'unplaced_person', label, report_id, start_char, end_char FROM person_mention WHERE area_id IS NULL
),
example AS (
    SELECT
        u.kind, lower(u.text) AS folded, r.language, count(*) AS mentions, count(DISTINCT u.report_id) AS reports,
        arg_min(u.text, (u.report_id, u.start_char)) AS text,
        min(u.report_id) AS report_id,
        arg_min(u.start_char, (u.report_id, u.start_char)) AS start_char,
        arg_min(u.end_char, (u.report_id, u.start_char)) AS end_char
    FROM unknown AS u
    JOIN report AS r USING (report_id)
    ANTI JOIN reprint AS p USING (report_id)
    GROUP BY u.kind, lower(u.text), r.language
)
SELECT
    e.kind, e.text, e.language, e.mentions, e.reports, e.report_id, e.start_char, e.end_char,
    substr(r.body, s.start_char + 1, s.end_char - s.start_char) AS example
FROM example AS e
JOIN report AS r USING (report_id)
LEFT JOIN sentence AS s ON s.report_id = e.report_id AND e.start_char >= s.start_char AND e.start_char < s.end_char
ORDER BY e.reports DESC, e.mentions DESC, e.kind, e.text
