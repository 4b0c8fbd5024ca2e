-- Held meetings without a day, where they are more than 2 in 10 of those that reports are about.
WITH held AS (FROM meeting_mention WHERE relation = 'subject' AND status = 'held')
SELECT report_id, meeting_mention_id
FROM held
WHERE held_on IS NULL AND (SELECT count(held_on) < 0.8 * count(*) FROM held)
