-- The similarity of two texts is a share.
SELECT report_id, reprint_of, similarity
FROM reprint
WHERE NOT similarity BETWEEN 0 AND 1
