-- Every report came from a file that was received.
SELECT report_id
FROM report
ANTI JOIN report_source USING (report_id)
