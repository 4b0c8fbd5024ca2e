"""The page on quality: what it shows, and that it asks for nothing from anywhere."""

import shutil
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from expectations import CheckResult
from flows.quality.page import page_path, rendered, write_page
from flows.quality.past_checks import SHOWN_RUNS, checked_runs
from flows.runs import Outcome, Run, Tally, record, start_run
from tests.project import Command, asked
from warehouse.store import Store

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FOREIGN = {"src", "href", "action", "srcset", "poster", "data", "formaction", "background", "cite", "style"}


class Elements(HTMLParser):
    """The elements of a page, their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def check(
    success: bool, failing: list[dict[str, object]] | None = None, *, name: str = "is as it should be", scope: str = "warehouse"
) -> CheckResult:
    rows = failing or []
    return CheckResult(scope, "meeting_mention", name, None, "warning", success, len(rows), rows)


def checked(data: Path, ago: int, outcome: Outcome, *checks: CheckResult) -> None:
    """Records a run of so many hours ago as runs do."""
    run, at = start_run(data), datetime.now(UTC) - timedelta(hours=ago)
    record(Run(f"{at:%Y%m%dT%H%M%S%f}Z-1", at, run.store, run.lexicons), outcome, Tally(checks=checks))


def test_a_run_leaves_a_page_that_shows_every_check_and_what_failed(seed_data: Path) -> None:
    page = page_path(Store(seed_data)).read_text(encoding="utf-8")
    [row] = asked(seed_data, "SELECT count(*) AS n FROM (SELECT DISTINCT table_name, expectation, column_name FROM check_result)")
    assert f"{row['n']} checks, 0 critical failures, 1 warnings" in page
    shown = Elements(page)
    assert page.count('title="held"') == int(str(row["n"])) - 1
    assert "report: published_on is filled in 8 of 10" in shown.words
    [failing] = asked(seed_data, "SELECT max(unexpected_count) AS n FROM check_result WHERE NOT success AND scope = 'warehouse'")
    assert f"Not so for {failing['n']} rows." in shown.words


def test_a_failing_row_is_shown_with_the_words_it_was_read_from(data: Path) -> None:
    [mention] = asked(data, "SELECT report_id, start_char, end_char FROM meeting_mention ORDER BY ALL LIMIT 1")
    [evidence] = asked(
        data,
        f"SELECT substr(body, {mention['start_char']} + 1, {mention['end_char']} - {mention['start_char']}) AS words"
        f" FROM report WHERE report_id = '{mention['report_id']}'",
    )
    checked(data, 0, "published", check(False, [mention, {"report_id": "unknown", "start_char": 1, "end_char": 2}, {"person_id": "p"}]))
    shown = Elements(rendered(Store(data)))
    assert f"“{evidence['words']}”" in shown.words
    assert shown.tags.count("blockquote") == 1


def test_the_history_shows_each_run_and_leaves_out_those_that_checked_nothing(tmp_path: Path) -> None:
    checked(tmp_path, 4, "published", check(True))
    checked(tmp_path, 3, "published", check(False, [{"person_id": "p"}]), check(True, name="came later"))
    checked(tmp_path, 2, "nothing_new")
    checked(tmp_path, 1, "failed", check(True), check(True, name="came later"))
    page = rendered(Store(tmp_path))
    marks = [
        [cell[0] for cell in line.split('title="')[1:]] for line in page.splitlines() if line.startswith("<tr><td>") and "</td><td" in line
    ]
    assert [line for line in marks if line] == [["n", "h", "h"], ["h", "f", "h"]]
    assert [run.run.outcome for run in checked_runs(Store(tmp_path))] == ["failed", "published", "published"]


def test_no_more_than_thirty_runs_are_shown(tmp_path: Path) -> None:
    for ago in range(SHOWN_RUNS + 2):
        checked(tmp_path, ago, "published", check(True))
    assert len(checked_runs(Store(tmp_path))) == SHOWN_RUNS


def test_what_failed_in_one_batch_failed(tmp_path: Path) -> None:
    checked(tmp_path, 0, "published", check(False, [{"a": 1}], scope="b1"), check(False, [{"a": 2}], scope="b2"), check(True))
    [run] = checked_runs(Store(tmp_path))
    [found] = run.checks.values()
    assert (found.success, found.count, [row["a"] for row in found.rows]) == (False, 2, [1, 2])


def test_without_a_run_the_page_says_so(tmp_path: Path) -> None:
    assert "No run has checked anything yet." in rendered(Store(tmp_path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    attack=st.sampled_from(["<script>alert(1)</script>", "</style><img src=http://x.example>", "'\"><a href=//x>"]),
)
def test_nothing_that_was_read_becomes_part_of_the_page(text: str, attack: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    plain, hostile = (tmp_path_factory.mktemp("page") for _ in range(2))
    checked(plain, 0, "published", check(False, [{"path": "x"}], name="y"))
    checked(hostile, 0, "published", check(False, [{"path": text + attack}], name=attack + text))
    page = Elements(rendered(Store(hostile)))
    assert page.tags == Elements(rendered(Store(plain))).tags
    assert attack in page.words


def test_it_refers_to_nothing_outside_itself(seed_data: Path) -> None:
    page = page_path(Store(seed_data)).read_text(encoding="utf-8")
    found = Elements(page)
    assert [(name, value) for name, value in found.attributes if name in FOREIGN] == []
    assert not {"script", "link", "iframe", "img", "object", "embed", "base"} & set(found.tags)
    assert "url(" not in page
    assert "@import" not in page


def test_a_browser_asks_for_nothing_and_complains_of_nothing(seed_data: Path, tmp_path: Path) -> None:
    if BROWSER is None:
        pytest.skip("no Chromium; the page was parsed instead")
    page_file = page_path(Store(seed_data)).resolve().as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        asked_for: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(page_file)
        colour = page.evaluate("getComputedStyle(document.querySelector('td.held')).color")
        width = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        browser.close()
    assert asked_for == [page_file]
    assert complaints == []
    assert (colour, width) == ("rgb(26, 127, 55)", True)


def test_a_page_that_cannot_be_written_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "quality").write_text("in the way")
    write_page(Store(tmp_path))
    assert "the page on quality could not be written" in caplog.text


def test_the_artifact_of_the_run_leads_to_the_page(prefect_server: None, seed_data: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, ArtifactFilterKey

    [run] = asked(seed_data, "SELECT flow_run_id FROM run ORDER BY run_id LIMIT 1")
    of_run = ArtifactFilterFlowRunId(any_=[UUID(str(run["flow_run_id"]))])
    chosen = ArtifactFilter(flow_run_id=of_run, key=ArtifactFilterKey(any_=["quality"]))
    with get_client(sync_client=True) as client:
        [artifact] = client.read_artifacts(artifact_filter=chosen)
    assert page_path(Store(seed_data)).resolve().as_uri() in str(artifact.description)


def test_a_rebuild_renews_the_page(data: Path, taizhang: Command) -> None:
    page_path(Store(data)).unlink()
    assert taizhang("rebuild", "--data", data).returncode == 0
    assert f"of {datetime.now(UTC):%Y-%m-%d}" in page_path(Store(data)).read_text(encoding="utf-8")
