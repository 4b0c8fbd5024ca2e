-- Who hangs together with an original by others alone, and is not like it or does not agree with it, is looked at again.
INSERT INTO reprint BY NAME
SELECT report_id, other_id AS reprint_of, similarity FROM confirmed_pair ORDER BY report_id;

CREATE OR REPLACE TEMP TABLE undecided AS
SELECT * FROM undecided SEMI JOIN proposed_pair USING (report_id) ANTI JOIN confirmed_pair USING (report_id);
