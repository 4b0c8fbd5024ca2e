-- The id of a listed row is made of ledger, problem, measure, responsible, deadline, version and row. An item is known by its problem;
-- where a version lists one problem in several rows, by the measure too, and so on: a new wording of the measure makes a new item only
-- there. Rows of one version that are alike in all of this are one item.
CREATE OR REPLACE TEMP TABLE item_link AS
WITH listed AS (
    SELECT DISTINCT string_split(item_id, '/')[:5] AS parts, string_split(item_id, '/')[6] AS version FROM listed_item
),
counted AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY parts[:2], version) AS of_problem,
        count(*) OVER (PARTITION BY parts[:3], version) AS of_measure,
        count(*) OVER (PARTITION BY parts[:4], version) AS of_responsible
    FROM listed
),
told AS (
    SELECT
        parts,
        CASE
            WHEN max(of_problem) OVER (PARTITION BY parts[:2]) = 1 THEN 2
            WHEN max(of_measure) OVER (PARTITION BY parts[:3]) = 1 THEN 3
            WHEN max(of_responsible) OVER (PARTITION BY parts[:4]) = 1 THEN 4
            ELSE 5
        END AS needed
    FROM counted
),
link AS (
    SELECT DISTINCT parts, array_to_string(parts[:needed], '/') AS item_id FROM told
)
SELECT i.item_id AS listed_id, k.item_id
FROM listed_item AS i
JOIN link AS k ON k.parts = string_split(i.item_id, '/')[:5];

-- A ledger's meeting: of its body, kind and year, and of its topic if it is a special one; else the one such meeting of a body that
-- is part of the same one in the same place, as the standing committee is of the Party committee. Where several fit, none is taken.
CREATE OR REPLACE TEMP TABLE ledger_link AS
WITH ledger AS (
    SELECT
        l.ledger_id, any_value(o.entity_id) AS organization_id, any_value(l.area_id) AS area_id, any_value(l.organization_key) AS name_key,
        any_value(l.meeting_kind) AS kind, any_value(l.meeting_form) AS form, any_value(l.meeting_topic) AS topic,
        any_value(l.meeting_year) AS year
    FROM listed_item AS l
    LEFT JOIN organization_link AS o ON o.mention_id = l.ledger_id
    GROUP BY l.ledger_id
),
candidate AS (
    SELECT l.ledger_id, m.meeting_id, m.held_on, m.host_id = l.organization_id AS is_host
    FROM ledger AS l
    JOIN meeting AS m ON m.kind = l.kind AND m.year = l.year
    WHERE (l.topic IS NULL OR m.topic = l.topic)
        AND (l.form IS NULL OR m.form = l.form OR (l.form = 'special' AND l.topic IS NOT NULL))
        AND (
            m.host_id = l.organization_id
            OR (
                m.area_id = l.area_id
                AND regexp_extract(split_part(m.host_id, '@', 1), '[^.]*$') = regexp_extract(l.name_key, '[^.]*$')
            )
        )
),
nearest AS (
    SELECT * FROM candidate QUALIFY is_host OR NOT bool_or(is_host) OVER (PARTITION BY ledger_id)
),
decided AS (
    SELECT ledger_id, min(meeting_id) AS meeting_id, min(held_on) AS held_on
    FROM nearest
    GROUP BY ledger_id
    HAVING count(*) = 1
)
SELECT l.ledger_id, l.organization_id, d.meeting_id, d.held_on
FROM ledger AS l
LEFT JOIN decided AS d USING (ledger_id);

DELETE FROM ledger_item;

-- An item is as its first version lists it. What was to be done at once was due on the day of the meeting, else of that version.
INSERT INTO ledger_item BY NAME
SELECT
    i.* EXCLUDE (batch_id) REPLACE (
        k.item_id AS item_id,
        l.organization_id AS organization_id,
        l.meeting_id AS meeting_id,
        CASE WHEN i.deadline_kind = 'at_once' THEN coalesce(l.held_on, i.due_on) ELSE i.due_on END AS due_on
    )
FROM listed_item AS i
JOIN item_link AS k ON k.listed_id = i.item_id
JOIN ledger_link AS l USING (ledger_id)
JOIN listed_status AS s ON s.item_id = i.item_id
QUALIFY row_number() OVER (PARTITION BY k.item_id ORDER BY s.as_of NULLS LAST, i.file_id, i.member, i.record) = 1
ORDER BY k.item_id;

DELETE FROM ledger_status;

INSERT INTO ledger_status BY NAME
SELECT
    s.* EXCLUDE (batch_id) REPLACE (
        k.item_id AS item_id,
        CASE WHEN n.deadline_kind = 'at_once' THEN i.due_on ELSE s.due_on END AS due_on
    )
FROM listed_status AS s
JOIN item_link AS k ON k.listed_id = s.item_id
JOIN ledger_item AS i ON i.item_id = k.item_id
JOIN listed_item AS n ON n.item_id = s.item_id
ORDER BY k.item_id, s.as_of, s.file_id, s.member, s.record;
