-- The 2021 meeting is held in 2021, 2022 or, when it was put off, 2023; a wider gap is a year misread.
SELECT report_id, meeting_mention_id, year, held_on
FROM meeting_mention
WHERE abs(year - year(held_on)) > 2
