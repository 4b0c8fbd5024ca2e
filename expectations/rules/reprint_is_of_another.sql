-- A report is not its own reprint.
SELECT report_id, reprint_of
FROM reprint
WHERE report_id = reprint_of
