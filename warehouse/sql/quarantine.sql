-- What was refused is resolved by the first later run that loaded the same record, the same file where it was refused whole,
-- or the same path where its bytes could not even be read. A batch that took the place of others keeps their refusals, and who
-- resolved them: it does not know the runs that had loaded its records before.
DELETE FROM quarantine;

INSERT INTO quarantine BY NAME
WITH standing AS (
    SELECT batch_id, run_id FROM bookkeeping.batch WHERE is_standing
),
loaded_record AS (
    SELECT d.file_id, d.record, s.run_id
    FROM bookkeeping.delivery AS d
    JOIN standing AS s USING (batch_id)
),
loaded_file AS (
    SELECT f.file_id, s.run_id
    FROM bookkeeping.finished_file AS f
    JOIN standing AS s USING (batch_id)
)
SELECT
    q.file_id, q.record, q.path, q.stage, q.reason, q.detail, q.run_id,
    min(least(q.resolved_by, r.run_id, f.run_id, p.run_id)) AS resolved_by
FROM refused AS q
LEFT JOIN loaded_record AS r ON r.file_id = q.file_id AND r.record = q.record AND r.run_id > q.run_id
LEFT JOIN loaded_file AS f ON q.record IS NULL AND f.file_id = q.file_id AND f.run_id > q.run_id
LEFT JOIN source_file AS p ON q.file_id IS NULL AND p.path = q.path AND p.run_id > q.run_id
GROUP BY ALL
ORDER BY ALL;
