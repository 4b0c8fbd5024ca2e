-- News of a meeting is fresh: an inferred day more than 120 days before publication is a day of the wrong year.
SELECT meeting_mention.report_id, meeting_mention_id, held_on, held_on_basis, published_on
FROM meeting_mention
JOIN report USING (report_id)
WHERE relation = 'subject' AND status = 'held' AND held_on_basis IS DISTINCT FROM 'stated' AND held_on < published_on - 120
