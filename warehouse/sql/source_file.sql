-- Content that arrives again keeps its first arrival. What it is tells the extractor that read it, before one that could not.
CREATE OR REPLACE TEMP TABLE standing_arrival AS
SELECT a.*, f.file_id IS NULL AS is_refused
FROM bookkeeping.arrival AS a
SEMI JOIN (FROM bookkeeping.batch WHERE is_standing) AS s USING (batch_id)
LEFT JOIN bookkeeping.finished_file AS f USING (file_id, batch_id);

DELETE FROM source_file;

INSERT INTO source_file BY NAME
SELECT
    file_id,
    arg_min(path, (received_at, run_id, path)) AS path,
    arg_min(format, (is_refused, received_at, run_id, batch_id)) AS format,
    any_value(size_bytes) AS size_bytes,
    min(received_at) AS received_at,
    arg_min(run_id, (received_at, run_id)) AS run_id
FROM standing_arrival
GROUP BY file_id
ORDER BY file_id;
