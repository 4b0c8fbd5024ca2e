-- What a published file remembers of how it was made, so that the next one can start from it.
CREATE SCHEMA bookkeeping;

CREATE TABLE bookkeeping.state (storage_digest VARCHAR, batch_digest VARCHAR, lexicon_digest VARCHAR, correction_digest VARCHAR);

CREATE TABLE bookkeeping.publication (run_id VARCHAR);

CREATE TABLE bookkeeping.central_body (org_type_id VARCHAR);

CREATE TABLE bookkeeping.batch (batch_id VARCHAR, run_id VARCHAR, extractor_version VARCHAR, is_standing BOOLEAN);

CREATE TABLE bookkeeping.finished_file (file_id VARCHAR, batch_id VARCHAR);

CREATE TABLE bookkeeping.delivery (
    batch_id VARCHAR, report_id VARCHAR, file_id VARCHAR, record INTEGER, source_url VARCHAR, published_on DATE
);

CREATE TABLE bookkeeping.arrival (
    batch_id VARCHAR, file_id VARCHAR, path VARCHAR, format VARCHAR, size_bytes BIGINT, received_at TIMESTAMP WITH TIME ZONE, run_id VARCHAR
);

CREATE TABLE bookkeeping.published_report (report_id VARCHAR, batch_id VARCHAR);

CREATE TABLE bookkeeping.meeting_host (meeting_mention_id VARCHAR, host_mention_id VARCHAR);
