-- A record stands in several batches where two data directories were made one: one extractor is believed for it, and one batch.
CREATE OR REPLACE TEMP TABLE standing_delivery AS
SELECT d.*
FROM bookkeeping.delivery AS d
JOIN (FROM bookkeeping.batch WHERE is_standing) AS s USING (batch_id)
QUALIFY row_number() OVER (PARTITION BY d.file_id, d.record ORDER BY s.extractor_version, d.batch_id) = 1;

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
