-- The id of the body that a mention names: one body for each name and place, and one for a central body wherever it is named. A body
-- whose place is unknown is kept to the report that names it: two strangers of one name are not the same body.
CREATE OR REPLACE TEMP MACRO organization_id_of(name_key, area_id, mention_id, is_central) AS
    name_key || '@' || CASE WHEN is_central THEN 'central' ELSE coalesce(area_id, mention_id) END;
