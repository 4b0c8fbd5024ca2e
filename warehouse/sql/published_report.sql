DELETE FROM bookkeeping.published_report;

INSERT INTO bookkeeping.published_report SELECT report_id, batch_id FROM authority ORDER BY report_id;

DELETE FROM bookkeeping.meeting_host;

INSERT INTO bookkeeping.meeting_host SELECT meeting_mention_id, host_mention_id FROM mentioned_meeting ORDER BY meeting_mention_id;
