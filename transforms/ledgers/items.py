"""One row of a ledger as a row of `ledger_item` and one of `ledger_status`."""

import hashlib
import re
from dataclasses import dataclass, replace

from transforms.ledgers.dates import AsOf, Calendar, Deadline, read_day, read_deadline
from transforms.ledgers.entries import Entry
from transforms.ledgers.identity import Identity
from transforms.ledgers.sheets import fold
from transforms.ledgers.statuses import read_status, status_of
from transforms.lexicons import Lexicons

Row = dict[str, object]


@dataclass(frozen=True)
class Listing:
    """What the rows of one table have in common: the file, the ledger's position in it, and its time."""

    file_id: str
    member: int
    lexicons: Lexicons
    calendar: Calendar
    as_of: AsOf | None


def item_row(entry: Entry, identity: Identity, listing: Listing) -> Row:
    """The row of `ledger_item`. Its id is that of the row; publishing takes as much of it as tells the items apart."""
    deadline = _deadline(entry, identity, listing)
    return {
        "item_id": _item_id(entry, identity, listing),
        "ledger_id": identity.ledger_id,
        **_named(identity),
        "category": entry.text("category"),
        "problem": entry.problem,
        "measure": entry.text("measure"),
        "responsible": entry.text("responsible"),
        "deadline": entry.text("deadline"),
        "due_on": deadline.due_on,
        "deadline_kind": deadline.kind,
        "file_id": listing.file_id,
        "member": listing.member,
        "record": entry.record,
    }


def status_row(entry: Entry, identity: Identity, listing: Listing) -> Row:
    """The row of `ledger_status`: what this version says of the item."""
    settled, states, progress = (entry.texts(role) for role in ("settled", "state", "progress"))
    settled_on = read_day(entry.text("settled_on") or "")
    own = read_day(entry.text("as_of") or "")
    as_of = AsOf(own, "stated") if own else listing.as_of
    return {
        "item_id": _item_id(entry, identity, listing),
        "as_of": as_of.day if as_of else None,
        "as_of_basis": as_of.basis if as_of else None,
        "status": read_status(settled, states, progress, settled_on is not None, listing.lexicons),
        "due_on": _deadline(entry, identity, listing).due_on,
        "settled_on": settled_on,
        "note": _note(entry, listing.lexicons),
        "file_id": listing.file_id,
        "member": listing.member,
        "record": entry.record,
    }


def _named(identity: Identity) -> Row:
    body = identity.body
    return {
        "organization_label": body.label if body else None,
        "organization_key": body.name_key if body else None,
        "organization_kind": body.kind if body else None,
        "area_id": body.area_id if body else None,
        "meeting_kind": identity.meeting_kind,
        "meeting_form": identity.form,
        "meeting_topic": identity.topic,
        "meeting_year": identity.year,
    }


def _deadline(entry: Entry, identity: Identity, listing: Listing) -> Deadline:
    known = replace(listing.calendar, first_year=identity.first_year)
    if held_on := read_day(entry.text("held_on") or ""):
        known = replace(known, held_on=held_on)
    return read_deadline(entry.text("deadline") or "", known, listing.lexicons)


def _note(entry: Entry, lexicons: Lexicons) -> str | None:
    """Progress and remarks as written, and what stands in the columns of state where it is not understood."""
    unclear = [text for role in ("settled", "state", "settled_on") for text in entry.texts(role) if not _is_clear(text, lexicons)]
    return "; ".join(dict.fromkeys((*entry.texts("progress"), *unclear, *entry.texts("remark")))) or None


def _is_clear(text: str, lexicons: Lexicons) -> bool:
    return status_of(text, lexicons) is not None or read_day(text) is not None


_ORDINAL = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}\s*[）)、.．:：]|[①-⑳]|\d{1,3}\s+)\s*(?=\D)")


def _item_id(entry: Entry, identity: Identity, listing: Listing) -> str:
    """Ledger, hashes of problem, measure, responsible and deadline, then version and row.

    Of a body without a place there may be many: there the measure tells the problem too.
    """
    problem, measure = _ORDINAL.sub("", entry.problem), entry.text("measure") or ""
    parts = (problem if identity.is_placed else f"{problem}\n{measure}", measure, entry.text("responsible"), entry.text("deadline"))
    version = f"{listing.file_id[:16]}.{listing.member}"
    return "/".join((identity.ledger_id, *(_hash(part or "") for part in parts), version, str(entry.record)))


def _hash(text: str) -> str:
    return hashlib.sha256("\n".join(map(fold, text.split("\n"))).encode()).hexdigest()[:12]
