-- Formulas by month of publication: how often each is used, and in how many reports out of all of that month.
WITH dated AS (
    SELECT report_id, date_trunc('month', published_on)::DATE AS month FROM report WHERE published_on IS NOT NULL
),
total AS (
    SELECT month, count(*) AS reports_of_month FROM dated GROUP BY month
),
used AS (
    SELECT d.month, f.formula_id, count(*) AS mentions, count(DISTINCT f.report_id) AS reports
    FROM formula_mention AS f
    JOIN dated AS d USING (report_id)
    GROUP BY d.month, f.formula_id
)
SELECT u.month, u.formula_id, f.name_zh, f.name_en, f.category, u.mentions, u.reports, t.reports_of_month
FROM used AS u
JOIN total AS t USING (month)
LEFT JOIN formula AS f USING (formula_id)
