-- In each group of reports that hang together the earliest is an original; the others are proposed as its reprints.
CREATE OR REPLACE TEMP TABLE proposed_pair AS
SELECT report_id, original_id AS other_id
FROM (
    SELECT report_id, first_value(report_id) OVER (PARTITION BY g.group_id ORDER BY u.published_on NULLS LAST, report_id) AS original_id
    FROM grouped_report AS g
    JOIN undecided AS u USING (report_id)
)
WHERE report_id <> original_id;
