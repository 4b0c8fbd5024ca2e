-- A text that reports a meeting has a meeting that it is about.
SELECT report_id
FROM report
ANTI JOIN (FROM meeting_mention WHERE relation = 'subject') AS subject USING (report_id)
WHERE is_report
