-- A participant of the kind person points at a person, and no other does.
SELECT report_id, meeting_id, participant_kind, label, role, person_id
FROM participation
WHERE (participant_kind = 'person') <> (person_id IS NOT NULL)
