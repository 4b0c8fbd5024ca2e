-- Meetings of known hosts are told apart by what they are for: an annual one by its year, a special one by topic and year, any
-- other by its day. A mention that states less joins the one meeting that it can mean, or stays a meeting of its own.
-- Days that lie at most three apart may be one meeting: reports date the first, the last, or their own day.
CREATE OR REPLACE TEMP TABLE stated_meeting AS
SELECT
    m.meeting_mention_id AS mention_id, m.report_id, m.relation = 'subject' AS is_subject, m.relation, m.kind, m.form, m.topic,
    m.year, m.held_on, m.held_on_basis, m.day_part, m.status, m.theme,
    h.entity_id AS host_id,
    CASE
        WHEN h.entity_id IS NULL THEN NULL
        WHEN m.form = 'annual' AND m.year IS NOT NULL THEN 'annual'
        WHEN m.form = 'special' AND m.year IS NOT NULL AND m.topic IS NOT NULL THEN 'special'
    END AS shape
FROM mentioned_meeting AS m
LEFT JOIN organization_link AS h ON h.mention_id = m.host_mention_id;

-- Special meetings of one host, topic and year, reported as held more than three days apart, are several meetings.
CREATE OR REPLACE TEMP TABLE special_series AS
WITH day AS (
    SELECT DISTINCT host_id, kind, topic, year, held_on
    FROM stated_meeting
    WHERE shape = 'special' AND is_subject AND held_on IS NOT NULL
),
step AS (
    SELECT *, coalesce(held_on - lag(held_on) OVER series > 3, false) AS is_later
    FROM day
    WINDOW series AS (PARTITION BY host_id, kind, topic, year ORDER BY held_on)
),
numbered AS (
    SELECT *, sum(is_later::INTEGER) OVER (PARTITION BY host_id, kind, topic, year ORDER BY held_on) AS number
    FROM step
)
SELECT
    host_id, kind, topic, year, min(held_on) AS first_day, max(held_on) AS last_day,
    count(*) OVER (PARTITION BY host_id, kind, topic, year) AS meetings
FROM numbered
GROUP BY host_id, kind, topic, year, number;

-- A combined meeting is annual and has a topic: who speaks of the special meeting on that topic means it, unless a report of
-- another special meeting says otherwise.
CREATE OR REPLACE TEMP TABLE combined_meeting AS
WITH annual AS (
    SELECT host_id, kind, year, min(held_on) FILTER (is_subject) AS first_day, max(held_on) FILTER (is_subject) AS last_day
    FROM stated_meeting
    WHERE shape = 'annual'
    GROUP BY ALL
),
topic AS (
    SELECT DISTINCT host_id, kind, year, topic
    FROM stated_meeting
    WHERE shape = 'annual' AND topic IS NOT NULL
),
special AS (
    SELECT host_id, kind, topic, year, bool_or(is_subject) AS is_reported
    FROM stated_meeting
    WHERE shape = 'special'
    GROUP BY ALL
)
SELECT t.host_id, t.kind, t.topic, t.year
FROM topic AS t
JOIN annual AS a USING (host_id, kind, year)
JOIN special AS s USING (host_id, kind, topic, year)
LEFT JOIN special_series AS d USING (host_id, kind, topic, year)
WHERE NOT s.is_reported OR (d.meetings = 1 AND d.first_day BETWEEN a.first_day - 3 AND a.last_day + 3);

CREATE OR REPLACE TEMP TABLE shaped_meeting AS
WITH one_of_series AS (
    SELECT s.mention_id, d.first_day
    FROM stated_meeting AS s
    JOIN special_series AS d USING (host_id, kind, topic, year)
    WHERE s.shape = 'special' AND d.meetings > 1 AND s.held_on BETWEEN d.first_day AND d.last_day
)
SELECT
    s.*,
    CASE
        WHEN s.shape = 'annual' OR c.host_id IS NOT NULL THEN concat_ws(':', s.kind, s.year, 'annual', s.host_id)
        WHEN o.first_day IS NOT NULL THEN concat_ws(':', s.kind, o.first_day, s.topic, s.host_id)
        WHEN s.shape = 'special' AND d.host_id IS NULL THEN concat_ws(':', s.kind, s.year, s.topic, s.host_id)
    END AS meeting_id
FROM stated_meeting AS s
LEFT JOIN combined_meeting AS c ON s.shape = 'special' AND (c.host_id, c.kind, c.topic, c.year) = (s.host_id, s.kind, s.topic, s.year)
LEFT JOIN one_of_series AS o USING (mention_id)
LEFT JOIN (SELECT DISTINCT host_id, kind, topic, year FROM special_series WHERE meetings > 1) AS d
    ON (d.host_id, d.kind, d.topic, d.year) = (s.host_id, s.kind, s.topic, s.year);

-- What the meetings told apart so far are known by, for the mentions that state too little.
CREATE OR REPLACE TEMP TABLE known_meeting AS
SELECT
    meeting_id, host_id, kind, year, list_distinct(list(form)) AS forms, list_distinct(list(topic)) AS topics,
    list_distinct(list(report_id)) AS reports,
    coalesce(min(held_on) FILTER (is_subject), min(held_on)) AS first_day,
    coalesce(max(held_on) FILTER (is_subject), max(held_on)) AS last_day
FROM shaped_meeting
WHERE meeting_id IS NOT NULL
GROUP BY meeting_id, host_id, kind, year;

-- One report names a meeting once: a second mention in it is of another meeting, however alike.
CREATE OR REPLACE TEMP TABLE joined_meeting AS
SELECT s.mention_id, min(k.meeting_id) AS meeting_id
FROM shaped_meeting AS s
JOIN known_meeting AS k ON k.host_id = s.host_id AND k.kind = s.kind
WHERE s.meeting_id IS NULL
    AND (s.form IS NULL OR list_contains(k.forms, s.form))
    AND (s.topic IS NULL OR list_contains(k.topics, s.topic))
    AND (s.year IS NULL OR s.year = k.year)
    AND (s.held_on IS NULL OR s.held_on BETWEEN k.first_day - 3 AND k.last_day + 3)
GROUP BY s.mention_id
HAVING count(*) = 1 AND NOT bool_or(list_contains(k.reports, s.report_id));

-- An earlier meeting without a year of its own is known by the meeting that accounted for it: all reports of that one mean the same.
CREATE OR REPLACE TEMP TABLE accounting_meeting AS
SELECT report_id, min(meeting_id) AS meeting_id
FROM shaped_meeting
WHERE is_subject AND meeting_id IS NOT NULL
GROUP BY report_id
HAVING count(DISTINCT meeting_id) = 1;

CREATE OR REPLACE TEMP TABLE meeting_link AS
SELECT
    s.mention_id, s.report_id,
    coalesce(
        s.meeting_id,
        j.meeting_id,
        CASE
            WHEN s.relation = 'rectification_reported' AND a.meeting_id IS NOT NULL AND s.host_id IS NOT NULL AND s.year IS NULL
                AND s.held_on IS NULL
                THEN concat_ws(':', s.kind, '?', coalesce(s.topic, s.form, '-'), 'before', a.meeting_id)
        END,
        CASE WHEN s.host_id IS NOT NULL AND s.held_on IS NOT NULL THEN concat_ws(':', s.kind, s.held_on, '-', s.host_id) END,
        concat_ws(':', s.kind, coalesce(s.held_on::VARCHAR, s.year::VARCHAR, '?'), coalesce(s.topic, s.form, '-'), s.mention_id)
    ) AS entity_id
FROM shaped_meeting AS s
LEFT JOIN joined_meeting AS j USING (mention_id)
LEFT JOIN accounting_meeting AS a USING (report_id);

DELETE FROM meeting;

-- The best known of each column: a report of the meeting itself before one that refers to it, a day printed in full before one
-- that was worked out, then the first report in order.
INSERT INTO meeting BY NAME
WITH ranked AS (
    SELECT
        s.*, l.entity_id,
        (
            NOT s.is_subject,
            coalesce(list_position(['stated', 'published', 'meeting_year'], s.held_on_basis), 9),
            s.report_id,
            s.mention_id
        ) AS rank
    FROM stated_meeting AS s
    JOIN meeting_link AS l USING (mention_id)
),
best AS (
    SELECT
        entity_id AS meeting_id,
        min(kind) AS kind,
        min(form) AS form,  -- annual before special: a combined meeting is an annual one
        arg_min(topic, rank) AS topic,
        arg_min(year, rank) AS year,
        min(host_id) AS host_id,
        arg_min(held_on, rank) AS held_on,
        arg_min(held_on_basis, rank) FILTER (held_on IS NOT NULL) AS held_on_basis,
        arg_min(day_part, rank) AS day_part,
        arg_min(theme, rank) AS theme,
        arg_min(status, list_position(['held', 'announced', 'mentioned'], status)) AS status
    FROM ranked
    GROUP BY entity_id
)
SELECT b.*, o.area_id
FROM best AS b
LEFT JOIN organization AS o ON o.organization_id = b.host_id
ORDER BY b.meeting_id;
