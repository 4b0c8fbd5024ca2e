-- A report may only go where its records are now in quarantine, or the batch that it was read in was computed again.
WITH gone AS (
    SELECT report_id FROM before.report ANTI JOIN report USING (report_id)
),
refused AS (
    SELECT s.report_id
    FROM before.report_source AS s
    JOIN quarantine AS q ON q.file_id = s.file_id AND coalesce(q.record, s.record) = s.record
    WHERE q.resolved_by IS NULL
),
computed_again AS (
    SELECT p.report_id
    FROM before_file.bookkeeping.published_report AS p
    JOIN replaced_batch USING (batch_id)
)
SELECT g.report_id, min(f.path) AS path
FROM gone AS g
LEFT JOIN before.report_source AS s USING (report_id)
LEFT JOIN before.source_file AS f USING (file_id)
WHERE g.report_id NOT IN (FROM refused) AND g.report_id NOT IN (FROM computed_again)
GROUP BY g.report_id
