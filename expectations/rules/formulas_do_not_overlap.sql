-- The longest formula wins: no word belongs to two mentions.
SELECT report_id, formula_id, start_char, end_char
FROM formula_mention
QUALIFY start_char < max(end_char) OVER (
    PARTITION BY report_id
    ORDER BY start_char, end_char
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
)
