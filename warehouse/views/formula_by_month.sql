-- Formulas by month of publication: how often each is used, and in how many reports out of all of that month. Reprints are counted
-- apart, and what they repeat is not counted again.
WITH dated AS (
    SELECT r.report_id, date_trunc('month', r.published_on)::DATE AS month, p.report_id IS NOT NULL AS is_reprint
    FROM report AS r
    LEFT JOIN reprint AS p USING (report_id)
    WHERE r.published_on IS NOT NULL
),
total AS (
    SELECT month, count(*) FILTER (WHERE NOT is_reprint) AS reports_of_month FROM dated GROUP BY month
),
used AS (
    SELECT
        d.month, f.formula_id,
        count(*) FILTER (WHERE NOT d.is_reprint) AS mentions,
        count(DISTINCT f.report_id) FILTER (WHERE NOT d.is_reprint) AS reports,
        count(DISTINCT f.report_id) FILTER (WHERE d.is_reprint) AS reprints
    FROM formula_mention AS f
    JOIN dated AS d USING (report_id)
    GROUP BY d.month, f.formula_id
)
SELECT u.month, u.formula_id, f.name_zh, f.name_en, f.category, u.mentions, u.reports, u.reprints, t.reports_of_month
FROM used AS u
JOIN total AS t USING (month)
LEFT JOIN formula AS f USING (formula_id)
