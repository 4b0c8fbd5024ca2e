-- char_count counts the code points of the body: the checks of all spans rely on it.
SELECT report_id, char_count, length(body) AS length
FROM report
WHERE char_count <> length(body)
