-- An enumeration counts 1, 2, 3: a gap is an item that was missed.
SELECT report_id, statement_id, position
FROM requirement
QUALIFY position <> row_number() OVER (PARTITION BY statement_id ORDER BY position)
