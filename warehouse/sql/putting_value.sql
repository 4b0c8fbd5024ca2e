-- What is put in the place of each old value: places and posts must be known to the lexicons, a host must be a body that the report names.
CREATE OR REPLACE TEMP TABLE putting_value AS
WITH named_body AS (
    SELECT report_id, unnest(list_distinct([organization_mention_id, organization_id, label])) AS new_value, organization_mention_id
    FROM read_organization
),
one_body AS (
    SELECT report_id, new_value, min(organization_mention_id) AS put_value
    FROM named_body
    GROUP BY ALL
    HAVING count(*) = 1
)
SELECT
    g.correction_id,
    CASE g.column_name WHEN 'area_id' THEN a.area_id WHEN 'post_id' THEN p.post_id WHEN 'host_id' THEN b.put_value ELSE g.new_value END
        AS put_value
FROM given_correction AS g
LEFT JOIN area AS a ON a.area_id = g.new_value
LEFT JOIN post AS p ON p.post_id = g.new_value
LEFT JOIN one_body AS b ON b.report_id = g.report_id AND b.new_value = g.new_value;
