-- What was refused is resolved by the first later run that loaded the same record, the same file where it was refused whole,
-- or the same path where its bytes could not even be read.
DELETE FROM quarantine;

INSERT INTO quarantine BY NAME
WITH loaded_record AS (
    SELECT d.file_id, d.record, b.run_id
    FROM bookkeeping.delivery AS d
    JOIN bookkeeping.batch AS b USING (batch_id)
    WHERE b.is_counted
),
loaded_file AS (
    SELECT f.file_id, b.run_id
    FROM bookkeeping.finished_file AS f
    JOIN bookkeeping.batch AS b USING (batch_id)
    WHERE b.is_counted
),
resolution AS (
    SELECT q.file_id, q.record, q.path, q.run_id, min(coalesce(r.run_id, f.run_id, p.run_id)) AS resolved_by
    FROM refused AS q
    LEFT JOIN loaded_record AS r ON r.file_id = q.file_id AND r.record = q.record AND r.run_id > q.run_id
    LEFT JOIN loaded_file AS f ON q.record IS NULL AND f.file_id = q.file_id AND f.run_id > q.run_id
    LEFT JOIN source_file AS p ON q.file_id IS NULL AND p.path = q.path AND p.run_id > q.run_id
    GROUP BY ALL
)
SELECT DISTINCT q.* EXCLUDE (resolved_by), s.resolved_by
FROM refused AS q
JOIN resolution AS s
    ON s.path = q.path AND s.run_id = q.run_id
    AND s.file_id IS NOT DISTINCT FROM q.file_id AND s.record IS NOT DISTINCT FROM q.record
ORDER BY ALL;
