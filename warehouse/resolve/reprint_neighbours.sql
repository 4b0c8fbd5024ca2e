-- Undecided reports that share a ground for being the same news (the meeting, its host, or who presided in the same days) and a
-- stretch of their signatures: each is proposed with the two before it. Neighbours are enough, since all that hangs together is
-- grouped afterwards, and keep the work in proportion to the number of reports however often one of them was reprinted.
CREATE OR REPLACE TEMP TABLE proposed_pair AS
WITH ground AS (
    SELECT report_id, hash('meeting', meeting_id) AS ground FROM told_subject
    UNION
    SELECT report_id, hash('host', host_id) FROM told_subject WHERE host_id IS NOT NULL
    UNION
    -- Days that lie at most three apart share one of two overlapping stretches of six days.
    SELECT report_id, hash(unnest(presiders), days)
    FROM (SELECT report_id, presiders, unnest([day // 3, day // 3 - 1]) AS days
        FROM (SELECT *, held_on - DATE '1970-01-01' AS day FROM told_subject WHERE held_on IS NOT NULL))
),
common_ground AS (
    SELECT report_id, ground
    FROM ground
    SEMI JOIN undecided USING (report_id)
    QUALIFY count(*) OVER (PARTITION BY ground) > 1
),
stretch AS (
    SELECT u.report_id, u.published_on, hash(g.ground, s.number, substr(u.signature, 4 * s.number + 1, 4)) AS stretch
    FROM common_ground AS g
    JOIN undecided AS u USING (report_id)
    CROSS JOIN range(24) AS s(number)
),
neighbour AS (
    SELECT report_id, unnest([lag(report_id, 1) OVER earlier, lag(report_id, 2) OVER earlier]) AS other_id
    FROM stretch
    WINDOW earlier AS (PARTITION BY stretch ORDER BY published_on NULLS LAST, report_id)
)
SELECT DISTINCT report_id, other_id FROM neighbour WHERE other_id IS NOT NULL;
