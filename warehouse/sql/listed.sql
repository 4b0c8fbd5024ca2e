-- A file stands in several batches where it was read by several extractors; one of them speaks for it.
CREATE OR REPLACE TEMP TABLE listing_batch AS
SELECT file_id, min(batch_id) AS batch_id FROM listed_item GROUP BY file_id;

DELETE FROM listed_item WHERE (file_id, batch_id) NOT IN (FROM listing_batch);

DELETE FROM listed_status WHERE (file_id, batch_id) NOT IN (FROM listing_batch);

-- A ledger is named by its body, which so becomes known even where no report speaks of it. All versions of a ledger are one
-- mention: where the place is unknown, that keeps its body from being taken for another of the same name.
INSERT INTO mentioned_organization BY NAME
SELECT
    ledger_id AS organization_mention_id,
    min(organization_label) AS label,
    any_value(organization_kind) AS kind,
    any_value(organization_key) AS name_key,
    min(organization_label) FILTER (regexp_matches(organization_label, '\p{Han}')) AS name_zh,
    min(organization_label) FILTER (NOT regexp_matches(organization_label, '\p{Han}')) AS name_en,
    any_value(area_id) AS area_id,
    'stated' AS area_basis
FROM listed_item
WHERE organization_key IS NOT NULL
GROUP BY ledger_id;
