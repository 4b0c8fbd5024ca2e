-- Each correction against the rows that it can mean: it applies where exactly one row of its name has its old value. correctable_row has
-- a row for each correctable column of each row of the corrected reports: the values by which the cell is known (the first as published),
-- and the names by which the row is (the last its span, the one before as printed).
CREATE OR REPLACE TEMP TABLE judged_correction AS
WITH compared AS (
    SELECT
        g.correction_id, g.position, r.row_key, r.start_char, r.end_char, r.row_names, r.row_values[1] AS row_value,
        r.row_key IS NOT NULL AND (g.row_name IS NULL OR list_contains(r.row_names, g.row_name)) AS is_named,
        is_named AND coalesce(list_contains(r.row_values, g.old_value), row_value IS NULL) AS is_old,
        is_named AND coalesce(list_contains(r.row_values, g.new_value), row_value IS NULL) AS is_new
    FROM given_correction AS g
    LEFT JOIN correctable_row AS r USING (report_id, table_name, column_name)
),
counted AS (
    SELECT
        correction_id,
        count(row_key) AS rows_there,
        count(*) FILTER (is_named) AS rows_named,
        count(*) FILTER (is_old) AS rows_old,
        count(*) FILTER (is_new) AS rows_new,
        CASE WHEN rows_old = 1 THEN any_value(row_key) FILTER (is_old) END AS row_key,
        CASE WHEN rows_old = 1 THEN any_value(start_char) FILTER (is_old) END AS start_char,
        CASE WHEN rows_old = 1 THEN any_value(end_char) FILTER (is_old) END AS end_char,
        string_agg(DISTINCT row_names[-2], ', ' ORDER BY row_names[-2]) FILTER (row_key IS NOT NULL) AS names_there,
        string_agg(row_names[-1], ', ' ORDER BY row_names[-1]) FILTER (is_old) AS spans,
        string_agg(DISTINCT coalesce(row_value, 'unknown'), ', ') FILTER (is_named) AS values_now
    FROM compared
    GROUP BY correction_id
),
told AS (
    SELECT
        g.*, c.* EXCLUDE (correction_id), v.put_value,
        a.report_id IS NOT NULL AS has_report,
        row_number() OVER (PARTITION BY g.report_id, g.table_name, g.column_name, c.row_key ORDER BY g.position) > 1 AS is_second
    FROM given_correction AS g
    JOIN counted AS c USING (correction_id)
    LEFT JOIN putting_value AS v USING (correction_id)
    LEFT JOIN authority AS a USING (report_id)
)
SELECT
    *,
    CASE
        WHEN NOT has_report THEN 'the warehouse has no report ' || report_id
        WHEN rows_there = 0 THEN 'the report has no row of ' || table_name
        WHEN rows_named = 0 THEN format('no row of {} is called {}; there are {}', table_name, row_name, names_there)
        WHEN rows_old = 0 AND rows_new > 0 THEN format('is read as {} by now; remove the correction', coalesce(new_value, 'unknown'))
        WHEN rows_old = 0 THEN format('is read as {} and not as {}', values_now, coalesce(old_value, 'unknown'))
        WHEN rows_old > 1 THEN format('{} rows are meant; name one by its span: {}', rows_old, spans)
        WHEN new_value IS NOT NULL AND put_value IS NULL THEN format('there is no {} {}', column_name, new_value)
        WHEN is_second THEN 'another correction of the same value stands before it'
    END AS message,
    CASE WHEN message IS NULL THEN 'applied' WHEN rows_named > 0 AND rows_old = 0 THEN 'stale' ELSE 'unmatched' END AS status
FROM told;
