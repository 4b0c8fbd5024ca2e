-- Meetings without a host, where they are more than 2 in 10 of those that reports are about.
WITH subject AS (FROM meeting_mention WHERE relation = 'subject')
SELECT report_id, meeting_mention_id
FROM subject
WHERE host_id IS NULL AND (SELECT count(host_id) < 0.8 * count(*) FROM subject)
