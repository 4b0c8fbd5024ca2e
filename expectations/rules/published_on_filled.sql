-- Reports without a day of publication, where they are more than 2 in 10: the reader misses where this source prints it.
SELECT report_id
FROM report
WHERE is_report AND published_on IS NULL
    AND (SELECT count(published_on) < 0.8 * count(*) FROM report WHERE is_report)
