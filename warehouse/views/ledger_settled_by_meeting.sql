-- Each rectification ledger with its body and meeting: how many of its problems are settled by the latest version, and the states of the rest.
WITH latest AS (
    SELECT item_id, max(as_of) AS as_of, arg_max(status, (coalesce(as_of, '-infinity'::DATE), file_id, member, record)) AS status
    FROM ledger_status
    GROUP BY item_id
)
SELECT
    i.ledger_id, i.organization_id, coalesce(o.name, min(i.organization_label)) AS organization, i.meeting_id, m.held_on,
    min(i.meeting_year) AS meeting_year,
    count(*) AS items,
    count(*) FILTER (WHERE l.status = 'done') AS items_done,
    count(*) FILTER (WHERE l.status = 'in_progress') AS items_in_progress,
    count(*) FILTER (WHERE l.status = 'open') AS items_open,
    count(*) FILTER (WHERE l.status = 'overdue') AS items_overdue,
    round(count(*) FILTER (WHERE l.status = 'done') / count(*), 3) AS share_done,
    max(l.as_of) AS as_of
FROM ledger_item AS i
LEFT JOIN latest AS l USING (item_id)
LEFT JOIN organization AS o USING (organization_id)
LEFT JOIN meeting AS m USING (meeting_id)
GROUP BY i.ledger_id, i.organization_id, o.name, i.meeting_id, m.held_on
