-- Content that arrives again keeps its first arrival.
CREATE OR REPLACE TEMP TABLE first_arrival AS
SELECT * FROM (SELECT * FROM arrived_file UNION ALL BY NAME SELECT * FROM source_file SEMI JOIN arrived_file USING (file_id))
QUALIFY row_number() OVER (PARTITION BY file_id ORDER BY received_at, run_id, path) = 1;

DELETE FROM source_file WHERE file_id IN (SELECT file_id FROM first_arrival);

INSERT INTO source_file BY NAME SELECT * FROM first_arrival ORDER BY file_id;
