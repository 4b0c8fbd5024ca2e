-- The mentions of the reports that did not change: the published file has all that resolution needs of them.
CREATE OR REPLACE TEMP TABLE mentioned_organization AS
SELECT * FROM organization_mention ANTI JOIN changed_report USING (report_id);

CREATE OR REPLACE TEMP TABLE mentioned_person AS
SELECT * FROM person_mention ANTI JOIN changed_report USING (report_id);

CREATE OR REPLACE TEMP TABLE mentioned_meeting AS
SELECT m.* EXCLUDE (host_id), h.host_mention_id
FROM meeting_mention AS m
LEFT JOIN bookkeeping.meeting_host AS h USING (meeting_mention_id)
ANTI JOIN changed_report USING (report_id);
