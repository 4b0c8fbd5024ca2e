-- Problems of a rectification ledger that are past their deadline today, or called overdue, and not done by its latest version.
-- What was overdue on another day is asked of ledger_history.
WITH latest AS (
    SELECT
        item_id, max(as_of) AS as_of,
        arg_max(struct_pack(status, note, due_on), (coalesce(as_of, '-infinity'::DATE), file_id, member, record)) AS said
    FROM ledger_status
    GROUP BY item_id
),
state AS (
    SELECT i.*, l.as_of, l.said.status, l.said.note, coalesce(l.said.due_on, i.due_on) AS now_due_on
    FROM ledger_item AS i
    LEFT JOIN latest AS l USING (item_id)
)
SELECT
    s.item_id, s.organization_id, coalesce(o.name, s.organization_label) AS organization, s.meeting_id, s.problem, s.measure, s.responsible,
    s.now_due_on AS due_on, s.status, s.as_of, s.note,
    CASE WHEN s.now_due_on < current_date THEN current_date - s.now_due_on END AS days_overdue
FROM state AS s
LEFT JOIN organization AS o USING (organization_id)
WHERE s.status IS DISTINCT FROM 'done' AND (s.now_due_on < current_date OR s.status = 'overdue')
