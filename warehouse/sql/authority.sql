-- A record stands in several batches where a run died in the middle of its file: the extractor that finished the file is
-- believed before another, then the least batch.
CREATE OR REPLACE TEMP TABLE standing_delivery AS
WITH standing AS (
    SELECT * FROM bookkeeping.batch WHERE is_counted AND NOT is_superseded
),
finishing AS (
    SELECT DISTINCT f.file_id, s.extractor_version
    FROM bookkeeping.finished_file AS f
    JOIN standing AS s USING (batch_id)
)
SELECT d.*
FROM bookkeeping.delivery AS d
JOIN standing AS s USING (batch_id)
LEFT JOIN finishing AS f ON f.file_id = d.file_id AND f.extractor_version = s.extractor_version
QUALIFY row_number() OVER (PARTITION BY d.file_id, d.record ORDER BY f.file_id IS NULL, d.batch_id) = 1;

-- Of the batches that hold a report, the one with its first delivery in order of file and record speaks for it.
CREATE OR REPLACE TEMP TABLE authority AS
SELECT report_id, arg_min(batch_id, (file_id, record)) AS batch_id
FROM standing_delivery
GROUP BY report_id;

CREATE OR REPLACE TEMP TABLE changed_report AS
SELECT coalesce(a.report_id, p.report_id) AS report_id, a.batch_id
FROM authority AS a
FULL JOIN bookkeeping.published_report AS p ON p.report_id = a.report_id
WHERE a.batch_id IS DISTINCT FROM p.batch_id;

DELETE FROM report_source;

INSERT INTO report_source BY NAME
SELECT * EXCLUDE (batch_id) FROM standing_delivery ORDER BY file_id, record;
