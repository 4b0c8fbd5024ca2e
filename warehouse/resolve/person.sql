-- One person for each name and place. Of two names in Hanzi that share pinyin and place each is a person of its own, and a
-- mention in pinyin alone, which could mean either, is nobody else's: it stays a person of its own report.
CREATE OR REPLACE TEMP TABLE named_person AS
SELECT
    person_mention_id AS mention_id, report_id, area_id, label, name_zh, name_pinyin,
    coalesce(nullif(trim(regexp_replace(lower(name_pinyin), '[^\p{L}\p{N}]+', '-', 'g'), '-'), ''), label) AS slug
FROM mentioned_person;

-- A municipality and its districts are one level apart but one place for the people in charge: who is named at the
-- municipality and in exactly one of its districts is placed in the district.
CREATE OR REPLACE TEMP TABLE moved_person AS
WITH district AS (
    SELECT d.area_id, p.area_id AS municipality_id
    FROM area AS d
    JOIN area AS p ON p.area_id = d.parent_area_id
    WHERE p.level = 'province' AND p.name_zh LIKE '%市'
)
SELECT coalesce(d.municipality_id, n.area_id) AS area_id, n.slug, min(d.area_id) AS district_id
FROM named_person AS n
LEFT JOIN district AS d USING (area_id)
WHERE d.area_id IS NOT NULL OR n.area_id IN (SELECT municipality_id FROM district)
GROUP BY ALL
HAVING count(DISTINCT d.area_id) = 1 AND count(*) > count(d.area_id) AND count(DISTINCT n.name_zh) <= 1;

CREATE OR REPLACE TEMP TABLE placed_person AS
SELECT n.* REPLACE (coalesce(m.district_id, n.area_id) AS area_id)
FROM named_person AS n
LEFT JOIN moved_person AS m USING (area_id, slug);

CREATE OR REPLACE TEMP TABLE person_link AS
WITH hanzi AS (
    SELECT area_id, name_zh, min(slug) AS slug
    FROM placed_person
    WHERE area_id IS NOT NULL AND name_zh IS NOT NULL
    GROUP BY area_id, name_zh
),
shared AS (
    SELECT area_id, slug, count(*) AS names
    FROM hanzi
    GROUP BY area_id, slug
)
SELECT
    p.mention_id, p.report_id, p.area_id,
    CASE
        WHEN p.area_id IS NULL THEN p.slug || '@' || p.mention_id
        WHEN coalesce(s.names, 0) <= 1 THEN coalesce(h.slug, p.slug) || '@' || p.area_id
        WHEN p.name_zh IS NOT NULL THEN h.slug || '-' || p.name_zh || '@' || p.area_id
        ELSE p.slug || '@' || p.mention_id
    END AS entity_id
FROM placed_person AS p
LEFT JOIN hanzi AS h ON h.area_id = p.area_id AND h.name_zh = p.name_zh
LEFT JOIN shared AS s ON s.area_id = p.area_id AND s.slug = coalesce(h.slug, p.slug);

DELETE FROM person;

INSERT INTO person BY NAME
WITH spelling AS (
    SELECT l.entity_id, l.area_id, p.label, p.name_zh, p.name_pinyin, count(*) AS mentions
    FROM placed_person AS p
    JOIN person_link AS l USING (mention_id)
    GROUP BY ALL
),
best AS (
    SELECT
        entity_id AS person_id,
        min(name_zh) AS name_zh,
        -- As printed, which for a report in traditional characters is not the simplified name_zh.
        arg_min(label, (-mentions, label)) FILTER (WHERE name_zh IS NOT NULL) AS printed_zh,
        arg_min(label, (-mentions, label)) AS printed,
        arg_min(name_pinyin, (-mentions, name_pinyin)) AS name_pinyin,
        min(area_id) AS area_id
    FROM spelling
    GROUP BY entity_id
)
SELECT person_id, coalesce(printed_zh, printed) AS name, name_zh, name_pinyin, area_id
FROM best
ORDER BY person_id;
