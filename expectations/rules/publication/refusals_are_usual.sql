-- The refusals since the published warehouse, where they are a greater share of what came since than of all that came before.
WITH refused AS (
    SELECT q.file_id, q.record, q.path, q.stage, q.reason
    FROM quarantine AS q
    ANTI JOIN before.quarantine AS b
        ON b.path = q.path AND b.run_id = q.run_id AND b.stage = q.stage AND b.reason = q.reason
        AND b.file_id IS NOT DISTINCT FROM q.file_id AND b.record IS NOT DISTINCT FROM q.record
),
loaded AS (
    SELECT s.file_id, s.record
    FROM report_source AS s
    ANTI JOIN before.report_source AS b ON b.file_id = s.file_id AND b.record = s.record
),
counted AS (
    SELECT
        (SELECT count(*) FROM refused) AS refused_now,
        (SELECT count(*) FROM loaded) AS loaded_now,
        (SELECT count(*) FROM before.quarantine) AS refused_before,
        (SELECT count(*) FROM before.report_source) AS loaded_before
)
SELECT r.*
FROM refused AS r, counted AS c
WHERE c.refused_now >= {rows}
    AND c.refused_before + c.loaded_before >= {history_rows}
    AND c.refused_now / (c.refused_now + c.loaded_now) > {share} + c.refused_before / (c.refused_before + c.loaded_before)
