CREATE OR REPLACE TEMP TABLE organization_link AS
SELECT
    m.organization_mention_id AS mention_id,
    m.report_id,
    organization_id_of(m.name_key, m.area_id, m.organization_mention_id, c.org_type_id IS NOT NULL) AS entity_id,
    CASE WHEN c.org_type_id IS NULL THEN m.area_id END AS area_id
FROM mentioned_organization AS m
LEFT JOIN bookkeeping.central_body AS c USING (org_type_id);

DELETE FROM organization;

-- The best known name: stated with its place before taken from the context, then the most frequent, then the first in order.
INSERT INTO organization BY NAME
WITH spelling AS (
    SELECT
        l.entity_id, l.area_id, m.label, m.name_zh, m.name_en, m.kind,
        coalesce(m.area_basis = 'stated', false) AS is_stated,
        count(*) AS mentions
    FROM mentioned_organization AS m
    JOIN organization_link AS l ON l.mention_id = m.organization_mention_id
    GROUP BY ALL
),
best AS (
    SELECT
        entity_id AS organization_id,
        arg_min(name_zh, (NOT is_stated, -mentions, name_zh, label)) AS name_zh,
        arg_min(name_en, (NOT is_stated, -mentions, name_en, label)) AS name_en,
        arg_min(label, (NOT is_stated, -mentions, label)) AS label,
        arg_min(kind, (-mentions, kind)) AS kind,
        min(area_id) AS area_id
    FROM spelling
    GROUP BY entity_id
)
SELECT organization_id, coalesce(name_zh, name_en, label) AS name, name_zh, name_en, kind, area_id, NULL AS parent_organization_id
FROM best
ORDER BY organization_id;
