-- Nothing is reported before it happened; only an announced meeting may lie ahead.
SELECT meeting_mention.report_id, meeting_mention_id, held_on, published_on
FROM meeting_mention
JOIN report USING (report_id)
WHERE status <> 'announced' AND held_on > published_on
