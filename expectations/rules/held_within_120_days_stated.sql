-- A day printed in full is believed; one long before publication tells that the source dates its old pages anew.
SELECT meeting_mention.report_id, meeting_mention_id, held_on, published_on
FROM meeting_mention
JOIN report USING (report_id)
WHERE relation = 'subject' AND status = 'held' AND held_on_basis = 'stated' AND held_on < published_on - 120
