"""Comparing what the warehouse states of one report with what its annotation wants, field by field."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flows.scoring.body import Body, squeeze
from flows.scoring.findings import Findings, Row
from flows.scoring.gold import Gold, scored_ids
from flows.scoring.sentences import Sentences
from flows.scoring.tally import Labelled, Quote, Tally

SUBJECT_FIELDS = ("kind", "form", "topic", "year", "held_on", "day_part", "status", "host_kind", "area_id")
REFERENCE_FIELDS = ("relation", "kind", "form", "topic", "year")
_NOWHERE = (-1, -1)


@dataclass(frozen=True)
class _Pair:
    """One annotation and the report that it speaks of; a report that the warehouse does not hold counts as missed in every field."""

    gold: Gold
    findings: Findings
    report: Row | None
    tally: Tally
    label: str
    sentences: Sentences

    def ask(self, question: Callable[[str], list[Row]]) -> list[Row]:
        return question(str(self.report["report_id"])) if self.report else []

    def facts(self, table: str) -> list[Row]:
        return self.ask(lambda report_id: self.findings.facts(table, report_id))

    def compare(self, field: str, wanted: Any, found: Any, quote: Quote = lambda _: None) -> None:
        self.tally.compare(field, self.label, wanted, found, quote)

    def compare_spans(self, field: str, wanted: Sequence[Labelled], found: Sequence[Labelled]) -> None:
        self.tally.compare_spans(field, self.label, wanted, found, lambda span: self.sentences.at(span[0]))

    def quoting(self, places: Mapping[Any, object], names: Callable[[Any], Iterable[object]] = lambda _: ()) -> Quote:
        """The sentence where a fact was found, else the first that prints one of the names of what was missed."""

        def quote(fact: Any) -> str | None:
            if fact in places:
                return self.sentences.at(int(str(places[fact])))
            return next((sentence for name in names(fact) if (sentence := self.sentences.printing(str(name)))), None)

        return quote


def score_report(gold: Gold, findings: Findings, tally: Tally) -> None:
    """Adds one annotated text to the tally. A text that reports no meeting is scored on that alone."""
    record = gold.get("record")
    label = gold["file"] + ("" if record is None else f"#{record}")
    report = findings.report(gold["file"], record)
    pair = _Pair(gold, findings, report, tally, label, findings.sentences(report) if report else Sentences("", ()))
    meetings = pair.ask(findings.meetings)
    found, wanted = _subjects(meetings), _subjects(gold.get("meetings", []))
    pair.compare("is_life_meeting_report", ["yes"] * bool(wanted), ["yes"] * bool(found), _at(pair, next(iter(found), None)))
    if gold.get("is_report", True):
        _score_subjects(pair, wanted, found)
        _score_references(pair, meetings)
        _score_people(pair)
        _score_groups(pair)
        _score_steps(pair)
        _score_speech(pair)
        _score_phrases(pair)


def _subjects(meetings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [meeting for meeting in meetings if meeting["relation"] == "subject" and meeting["kind"] != "other"]


def _score_references(pair: _Pair, meetings: Sequence[Row]) -> None:
    places = {_reference(m): m["start_char"] for m in meetings}
    pair.compare("meeting_reference", _references(pair.gold.get("meetings", [])), _references(meetings), pair.quoting(places))


def _references(meetings: Sequence[Mapping[str, Any]]) -> list[tuple[str | None, ...]]:
    return [_reference(meeting) for meeting in meetings if meeting["relation"] not in ("subject", "mentioned")]


def _reference(meeting: Mapping[str, Any]) -> tuple[str | None, ...]:
    return tuple(_text(meeting.get(field)) for field in REFERENCE_FIELDS)


def _score_subjects(pair: _Pair, wanted: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> None:
    left = list(found)
    for want in wanted:
        facts = {(field, _text(want.get(field))) for field in SUBJECT_FIELDS if want.get(field) is not None}
        best = max(left, key=lambda m: len(facts & {(f, _text(m[f])) for f in SUBJECT_FIELDS}), default=None)
        if best:
            left.remove(best)
        for field in SUBJECT_FIELDS:
            pair.compare(f"meeting.{field}", _known(want, field), _known(best or {}, field), _at(pair, best))
    for extra in left:
        pair.compare("meeting.kind", [], [_text(extra["kind"])], _at(pair, extra))


def _at(pair: _Pair, meeting: Mapping[str, Any] | None) -> Quote:
    """Whatever is missed or wrong of a meeting: the sentence that names it."""
    return lambda _: pair.sentences.at(meeting["start_char"]) if meeting else None


def _known(meeting: Mapping[str, Any], field: str) -> list[str]:
    value = _text(meeting.get(field))
    return [] if value is None else [value]


def _score_people(pair: _Pair) -> None:
    people = pair.gold.get("people", [])
    names = _spellings(person["name"] for person in people)
    found = {(_name(row, names), row["role"]): row["start_char"] for row in pair.ask(pair.findings.people)}
    posts = {(_name(row, names), row["post_id"]): row["start_char"] for row in pair.ask(pair.findings.posts)}
    known = set(names.values())
    named = pair.quoting({name: start for (name, _), start in found.items()}, lambda name: [name])
    pair.compare("person", {p["name"] for p in people}, {name for name, _ in found}, named)
    roles = pair.quoting(found, lambda fact: fact[:1])
    pair.compare("person.role", {(p["name"], role) for p in people for role in p["roles"]}, set(found), roles)
    pair.compare(
        "person.post",
        {(p["name"], post) for p in people for post in p["posts"] if post},
        {(name, post) for name, post in posts if name in known and post in scored_ids()["person.post"]},
        pair.quoting(posts, lambda fact: fact[:1]),
    )


def _score_groups(pair: _Pair) -> None:
    """A group is found where one label holds the other and the role is the same."""
    rows = pair.ask(pair.findings.groups)
    found = [(squeeze(str(row["label"])).lower(), row["role"]) for row in rows]
    places = {group: row["start_char"] for group, row in zip(found, rows, strict=True)}
    wanted = []
    for group in pair.gold.get("groups", []):
        want = (squeeze(group["label"]).lower(), group["role"])
        wanted.append(want)
        hit = next((x for x in found if x[1] == want[1] and (x[0] in want[0] or want[0] in x[0])), None)
        if hit:
            found[found.index(hit)] = want
    pair.compare("group.role", wanted, found, pair.quoting(places, lambda fact: fact[:1]))


def _score_steps(pair: _Pair) -> None:
    """Each step once; reported wins where both are stated."""
    state: dict[object, object] = {}
    places: dict[object, object] = {}
    for row in pair.facts("step_mention"):
        places.setdefault(row["step_id"], row["start_char"])
        if row["step_id"] in scored_ids()["step"]:
            state[row["step_id"]] = "reported" if "reported" in (row["modality"], state.get(row["step_id"])) else row["modality"]
    wanted = pair.gold.get("steps", {})
    pair.compare("step", wanted.keys(), state.keys(), pair.quoting(places))
    pair.compare("step.modality", wanted.items(), state.items(), lambda fact: pair.quoting(places)(fact[0]))


def _score_speech(pair: _Pair) -> None:
    people = [person["name"] for person in pair.gold.get("people", [])]
    names = _spellings([*pair.gold.get("mentioned_people", []), *people])
    statements: list[Labelled] = [(_speaker(pair, row, names), _span(row)) for row in pair.facts("statement")]
    requirements: list[Labelled] = [(row["position"], _span(row)) for row in pair.facts("requirement")]
    pair.compare_spans("statement", _located(pair, "statements", "speaker"), statements)
    pair.compare_spans("requirement", _located(pair, "requirements", "position"), requirements)


def _located(pair: _Pair, field: str, label: str) -> list[Labelled]:
    body = Body(str(pair.report["body"])) if pair.report else None
    return [(item[label], (body.span(item["start"], item["end"]) if body else None) or _NOWHERE) for item in pair.gold.get(field, [])]


def _speaker(pair: _Pair, row: Row, names: Mapping[str, str]) -> object:
    if row["speaker_id"] is not None:
        return _name(pair.findings.person(row["speaker_id"]), names)
    printed = str(row["speaker_label"] or "meeting")
    return "meeting" if "meeting" in printed.lower() or "会" in printed else printed


def _score_phrases(pair: _Pair) -> None:
    formulas = [(row["formula_id"], row["start_char"]) for row in pair.facts("formula_mention")]
    known = [formula for formula, _ in formulas if formula in scored_ids()["formula_mention"]]
    quote = pair.quoting(dict(formulas), partial(pair.findings.printed_names, "formula"))
    pair.compare("formula_mention", Counter(pair.gold.get("formulas", {})).elements(), known, quote)
    citations = {row["document_id"]: row["start_char"] for row in pair.facts("citation")}
    quote = pair.quoting(citations, partial(pair.findings.printed_names, "document"))
    pair.compare("citation", set(pair.gold.get("citations", [])), citations.keys() & scored_ids()["citation"], quote)


def _spellings(names: Any) -> dict[str, str]:
    return {squeeze(name).lower(): name for name in names}


def _name(row: Row, names: Mapping[str, str]) -> object:
    """The gold's spelling that this person answers to, else the person's own name."""
    spellings = (squeeze(str(row[column])).lower() for column in ("name", "name_zh", "name_pinyin") if row[column])
    return next((names[spelling] for spelling in spellings if spelling in names), row["name"])


def _span(row: Row) -> tuple[int, int]:
    return int(str(row["start_char"])), int(str(row["end_char"]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
