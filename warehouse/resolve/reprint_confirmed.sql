-- Of the proposed pairs those that are the same news: alike in words, and agreed on the meeting or on its host or presider, with
-- nothing stated to the contrary.
CREATE OR REPLACE TEMP TABLE confirmed_pair AS
WITH alike AS (
    -- Characters of two signatures agree by chance in one place of 64. Half the text: the gold reports, which were
    -- written apart, share a fifth of it at the most; a reprint that drops a fifth and changes words here and there keeps a half.
    SELECT p.report_id, p.other_id, greatest(1 - hamming(a.signature, b.signature) * 64 / (256 * 63.0::DOUBLE), 0) AS similarity
    FROM proposed_pair AS p
    JOIN report_signature AS a ON a.report_id = p.report_id
    JOIN report_signature AS b ON b.report_id = p.other_id
    WHERE similarity >= 0.5
),
agreed AS (
    SELECT p.report_id, p.other_id
    FROM alike AS p
    JOIN told_subject AS a ON a.report_id = p.report_id
    JOIN told_subject AS b ON b.report_id = p.other_id
    WHERE (a.presiders = [] OR b.presiders = [] OR list_has_any(a.presiders, b.presiders))
        AND (
            a.meeting_id = b.meeting_id
            OR (
                (a.host_id = b.host_id OR (list_has_any(a.presiders, b.presiders) AND abs(a.held_on - b.held_on) <= 3))
                AND a.kind = b.kind
                AND coalesce(a.form = b.form, true)
                AND coalesce(a.topic = b.topic, true)
                AND coalesce(a.year = b.year, true)
                AND coalesce(a.area_id = b.area_id, true)
                AND coalesce(abs(a.held_on - b.held_on) <= 3, true)
                AND coalesce(abs(a.published_on - b.published_on) <= 120, true)
            )
        )
)
SELECT * FROM alike SEMI JOIN agreed USING (report_id, other_id);
