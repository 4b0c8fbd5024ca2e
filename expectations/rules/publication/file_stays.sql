-- What was received once is received: a file leaves with a batch that is lost.
SELECT file_id, path
FROM before.source_file
ANTI JOIN source_file USING (file_id)
