-- The bodies that the corrected reports name, each with the id that it would have uncorrected.
CREATE OR REPLACE TEMP TABLE read_organization AS
SELECT
    m.report_id, m.organization_mention_id, m.label,
    organization_id_of(m.name_key, m.area_id, m.organization_mention_id, c.org_type_id IS NOT NULL) AS organization_id
FROM read_organization_mention AS m
LEFT JOIN bookkeeping.central_body AS c USING (org_type_id);
