-- Problems of a rectification ledger that are past their deadline today, or called overdue, and not done by its latest version.
WITH latest AS (
    SELECT item_id, max(as_of) AS as_of, arg_max(status, (as_of, file_id, record)) AS status, arg_max(note, (as_of, file_id, record)) AS note
    FROM ledger_status
    GROUP BY item_id
)
SELECT
    i.item_id, i.organization_id, o.name AS organization, i.meeting_id, i.problem, i.measure, i.responsible, i.due_on,
    l.status, l.as_of, l.note, CASE WHEN i.due_on < current_date THEN current_date - i.due_on END AS days_overdue
FROM ledger_item AS i
LEFT JOIN latest AS l USING (item_id)
LEFT JOIN organization AS o USING (organization_id)
WHERE l.status IS DISTINCT FROM 'done' AND (i.due_on < current_date OR l.status = 'overdue')
