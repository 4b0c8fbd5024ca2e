-- How a day was dated is told wherever there is a day, and nowhere else.
SELECT report_id, meeting_mention_id, held_on, held_on_basis
FROM meeting_mention
WHERE (held_on IS NULL) <> (held_on_basis IS NULL)
