-- Reports whose corrections are others than those of the published warehouse, or are judged otherwise: their rows are loaded anew.
CREATE OR REPLACE TEMP TABLE told_correction AS
SELECT * FROM correction WHERE false
UNION ALL BY NAME
SELECT
    correction_id, report_id, table_name, column_name, row_name, old_value, new_value, who, why, made_on, source, status, message,
    start_char, end_char
FROM judged_correction;

INSERT INTO changed_report BY NAME
SELECT a.report_id, a.batch_id
FROM authority AS a
SEMI JOIN (
    (FROM told_correction EXCEPT FROM correction) UNION ALL (FROM correction EXCEPT FROM told_correction)
) AS c USING (report_id)
ANTI JOIN changed_report USING (report_id);

DELETE FROM correction;

INSERT INTO correction BY NAME FROM told_correction ORDER BY ALL;
