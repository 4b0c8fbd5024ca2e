-- Resolution must not join a year of one meeting with the day of another.
SELECT meeting_id, year, held_on
FROM meeting
WHERE abs(year - year(held_on)) > 2
