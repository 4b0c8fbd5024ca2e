-- A formula that is ascribed to a speech stands in it.
SELECT formula_mention.report_id, formula_id, formula_mention.statement_id, formula_mention.start_char, formula_mention.end_char
FROM formula_mention
JOIN statement USING (statement_id)
WHERE formula_mention.start_char < statement.start_char OR formula_mention.end_char > statement.end_char
