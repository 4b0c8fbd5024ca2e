-- Problems of rectification ledgers that are not done by the latest version, with how far they are and how long that version is past.
WITH latest AS (
    SELECT
        item_id, max(as_of) AS as_of, count(DISTINCT (file_id, member)) AS versions,
        arg_max(struct_pack(status, note, due_on), (coalesce(as_of, '-infinity'::DATE), file_id, member, record)) AS said
    FROM ledger_status
    GROUP BY item_id
)
SELECT
    i.item_id, i.ledger_id, i.organization_id, coalesce(o.name, i.organization_label) AS organization, i.meeting_id, i.meeting_year, i.category,
    i.problem, i.measure, i.responsible, i.deadline, coalesce(l.said.due_on, i.due_on) AS due_on, i.deadline_kind,
    l.said.status AS status, l.as_of, l.said.note AS note, l.versions
FROM ledger_item AS i
LEFT JOIN latest AS l USING (item_id)
LEFT JOIN organization AS o USING (organization_id)
WHERE l.said.status IS DISTINCT FROM 'done'
