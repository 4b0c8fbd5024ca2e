-- A meeting, the earlier meeting whose rectification it reported, and what the ledger says of the problems found in between.
WITH latest AS (
    SELECT item_id, arg_max(status, (coalesce(as_of, '-infinity'::DATE), file_id, member, record)) AS status
    FROM ledger_status
    GROUP BY item_id
),
ledger AS (
    SELECT i.meeting_id, count(*) AS items, count(*) FILTER (WHERE l.status = 'done') AS items_done
    FROM ledger_item AS i
    LEFT JOIN latest AS l USING (item_id)
    GROUP BY i.meeting_id
)
SELECT DISTINCT
    m.meeting_id, m.year, m.held_on, m.host_id, o.name AS host, m.area_id,
    e.meeting_id AS earlier_meeting_id, e.form AS earlier_form, e.topic AS earlier_topic, e.year AS earlier_year, e.held_on AS earlier_held_on,
    EXISTS (SELECT 1 FROM meeting_mention AS s WHERE s.meeting_id = e.meeting_id AND s.relation = 'subject') AS is_earlier_reported,
    coalesce(l.items, 0) AS ledger_items,
    coalesce(l.items_done, 0) AS ledger_items_done,
    r.report_id, r.start_char, r.end_char
FROM meeting_mention AS s
JOIN meeting AS m ON m.meeting_id = s.meeting_id
JOIN meeting_mention AS r ON r.report_id = s.report_id AND r.relation = 'rectification_reported'
JOIN meeting AS e ON e.meeting_id = r.meeting_id
LEFT JOIN organization AS o ON o.organization_id = m.host_id
LEFT JOIN ledger AS l ON l.meeting_id = e.meeting_id
WHERE s.relation = 'subject' AND e.meeting_id <> m.meeting_id
