-- The checks of the latest run that checked each table: how many held, and how many rows failed, by severity.
WITH latest AS (
    SELECT table_name, max(run_id) AS run_id FROM check_result GROUP BY table_name
)
SELECT
    c.table_name, c.run_id,
    count(*) AS checks,
    count(*) FILTER (WHERE c.success) AS checks_held,
    count(*) FILTER (WHERE NOT c.success AND c.severity = 'critical') AS critical_failed,
    count(*) FILTER (WHERE NOT c.success AND c.severity = 'warning') AS warnings_failed,
    coalesce(sum(c.unexpected_count), 0)::BIGINT AS unexpected_rows
FROM check_result AS c
JOIN latest AS l USING (table_name, run_id)
GROUP BY c.table_name, c.run_id
