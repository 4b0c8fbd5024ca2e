-- A row of a ledger is known by its place in the file: its item may be told apart by more words once another version has come.
WITH computed_again AS (
    SELECT f.file_id
    FROM before_file.bookkeeping.finished_file AS f
    JOIN replaced_batch USING (batch_id)
)
SELECT s.file_id, s.member, s.record, s.item_id
FROM before.ledger_status AS s
ANTI JOIN ledger_status AS t ON t.file_id = s.file_id AND t.member = s.member AND t.record = s.record
WHERE s.file_id NOT IN (FROM computed_again)
