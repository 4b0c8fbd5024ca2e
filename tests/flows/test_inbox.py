"""Walking an inbox."""

import os
from pathlib import Path

import pytest

from flows.inbox import Refusal, walk


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    for name in ("b.txt", "a/z.txt", "a/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def walked(*paths: Path, exclude: Path = Path("/nowhere")) -> list[Path | Refusal]:
    return list(walk(paths, exclude))


def test_files_come_sorted_within_each_folder(inbox: Path) -> None:
    assert walked(inbox) == [inbox / "a/c.txt", inbox / "a/z.txt", inbox / "b.txt"]


def test_a_single_file_is_walked_as_it_was_named(inbox: Path) -> None:
    assert walked(inbox / "b.txt") == [inbox / "b.txt"]


def test_a_folder_that_leads_back_to_itself_is_refused_once_and_the_rest_is_walked(inbox: Path) -> None:
    (inbox / "a" / "loop").symlink_to(inbox)
    detail = f"leads back to {inbox}, the folder that it stands in; remove the link"
    refusal = Refusal(str(inbox / "a/loop"), "directory_loop", detail)
    assert walked(inbox) == [inbox / "a/c.txt", refusal, inbox / "a/z.txt", inbox / "b.txt"]


@pytest.mark.parametrize("target", ["nothing", "itself"])
def test_a_link_to_nothing_or_to_itself_is_refused(inbox: Path, target: str) -> None:
    link = inbox / "link"
    link.symlink_to(link if target == "itself" else inbox / "nothing")
    [refusal] = [item for item in walked(inbox) if isinstance(item, Refusal)]
    assert refusal.path == str(link)
    assert refusal.reason == ("vanished" if target == "nothing" else "not_readable")


def test_two_links_to_one_folder_are_no_loop(inbox: Path) -> None:
    (inbox / "again").symlink_to(inbox / "a")
    assert inbox / "again" / "c.txt" in walked(inbox)


def test_the_data_directory_is_never_read_as_an_inbox(inbox: Path) -> None:
    assert walked(inbox, exclude=inbox / "a") == [inbox / "b.txt"]


def test_names_that_are_not_utf8_are_walked(inbox: Path) -> None:
    Path(os.fsdecode(os.fsencode(inbox) + b"/\xb1\xa8.txt")).write_text("x")
    assert any("\udcb1" in str(item) for item in walked(inbox))
