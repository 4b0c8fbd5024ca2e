-- Each piece of news once: the reports that reprint no earlier one, each with the number of its reprints.
SELECT r.*, coalesce(p.reprints, 0) AS reprints
FROM (SELECT * FROM report ANTI JOIN reprint USING (report_id)) AS r
LEFT JOIN (SELECT reprint_of, count(*) AS reprints FROM reprint GROUP BY reprint_of) AS p ON p.reprint_of = r.report_id
