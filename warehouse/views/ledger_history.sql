-- Each state of each ledger item, from the day of the version that gives it to the day of the next one, NULL where none followed.
-- Overdue on a day D is what has since <= D, until NULL or > D, due_on < D and a status other than done.
SELECT
    s.item_id, i.ledger_id, i.organization_id, i.meeting_id, i.problem, s.status, coalesce(s.due_on, i.due_on) AS due_on,
    s.as_of AS since,
    lead(s.as_of) OVER version AS until,
    lag(s.status) OVER version AS status_before,
    s.settled_on, s.note, s.file_id, s.member, s.record
FROM ledger_status AS s
JOIN ledger_item AS i USING (item_id)
WINDOW version AS (PARTITION BY s.item_id ORDER BY s.as_of NULLS FIRST, s.file_id, s.member, s.record)
