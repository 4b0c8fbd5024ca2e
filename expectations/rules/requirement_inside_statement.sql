-- A demand stands in the speech that makes it.
SELECT requirement.report_id, requirement.statement_id, position, requirement.start_char, requirement.end_char
FROM requirement
JOIN statement USING (statement_id)
WHERE requirement.start_char < statement.start_char OR requirement.end_char > statement.end_char
