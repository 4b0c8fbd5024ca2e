-- The words that are shown for a person's participation name the person, whatever the spaces, dots and script of the print.
WITH shown AS (
    SELECT
        participation.report_id, meeting_id, label, role, start_char, end_char,
        bare_name(label) AS name,
        bare_name(substr(body, start_char + 1, end_char - start_char)) AS evidence
    FROM participation
    JOIN report USING (report_id)
    WHERE participant_kind = 'person'
)
SELECT report_id, meeting_id, label, role, start_char, end_char
FROM shown
WHERE NOT contains(evidence, name) AND NOT contains(simplified(evidence), simplified(name))
