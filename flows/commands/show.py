"""`taizhang show`: a report with its facts marked, and each fact with the words that state it."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from flows.commands.printing import print_table, printer
from flows.queries import QueryError, query
from warehouse.store import Store

# Later ones are painted over earlier ones: long spans first.
_STYLES = {
    "statement": "italic",
    "requirement": "italic underline",
    "step_mention": "yellow",
    "participation": "green",
    "membership": "bright_blue",
    "meeting_mention": "bold magenta",
    "organization_mention": "blue",
    "person_mention": "bold cyan",
    "citation": "bold bright_green",
    "formula_mention": "bold red",
    "formula_candidate": "dim red",
}
_LISTED = 5
_REPORT = "SELECT report_id, title, body, published_on, byline FROM report WHERE starts_with(report_id, lower(?)) ORDER BY report_id"
_FACTS = """
SELECT fact_table, subject, start_char, end_char, quote
FROM evidence WHERE report_id = ? ORDER BY fact_table, start_char, end_char, subject
"""


def show(report_id: str, data: Path) -> None:
    """Prints the report that the prefix names. QueryError where it names none, or several."""
    warehouse = Store(data).warehouse_path
    report = _find(warehouse, report_id)
    facts = query(warehouse, _FACTS, [report["report_id"]]).rows()
    console = printer()
    _print_head(console, report)
    console.print(marked(str(report["body"]), facts), soft_wrap=False)
    console.print()
    console.print(Text.assemble("Marks: ", *((f"{name}  ", style) for name, style in _STYLES.items())))
    for name in _STYLES:
        _print_facts(console, name, [fact for fact in facts if fact["fact_table"] == name])


def marked(body: str, facts: Sequence[dict[str, object]]) -> Text:
    """The body with the span of each fact in the colour of its table."""
    text = Text(body)
    for name, style in _STYLES.items():
        for fact in facts:
            if fact["fact_table"] == name:
                text.stylize(style, int(str(fact["start_char"])), int(str(fact["end_char"])))
    return text


def _find(warehouse: Path, prefix: str) -> dict[str, object]:
    reports = query(warehouse, _REPORT, [prefix]).rows()
    if not reports:
        raise QueryError(f'no report_id begins with {prefix}; list them with: taizhang sql "SELECT report_id, title FROM report"')
    if len(reports) > 1:
        ids = ", ".join(str(report["report_id"]) for report in reports[:_LISTED])
        raise QueryError(f"{len(reports)} reports begin with {prefix}, such as {ids}; give more characters")
    return reports[0]


def _print_head(console: Console, report: dict[str, object]) -> None:
    published = f"published {report['published_on']}" if report["published_on"] else "date of publication unknown"
    console.print(Text(f"{report['report_id']}  {published}" + (f"  by {report['byline']}" if report["byline"] else ""), "bold"))
    if report["title"]:
        console.print(Text(str(report["title"]), "bold underline"))
    console.print()


def _print_facts(console: Console, name: str, facts: Sequence[dict[str, object]]) -> None:
    if facts:
        rows = [{"characters": f"{f['start_char']}-{f['end_char']}", "what": f["subject"], "evidence": f["quote"]} for f in facts]
        print_table(console, rows, title=f"{name} ({len(facts)})")
