"""What the warehouse states of one report, as the scorer compares it. Reads only tables and columns of the contract."""

from pathlib import Path

import duckdb

from flows.queries import QueryError
from flows.scoring.gold import scored_ids
from flows.scoring.sentences import Sentences

Row = dict[str, object]

_REPORT = """
SELECT r.* FROM report AS r JOIN report_source AS s USING (report_id) JOIN source_file AS f USING (file_id)
WHERE f.path = ? OR suffix(f.path, '/' || ?) ORDER BY s.record
"""
_MEETINGS = """
SELECT v.relation, m.*, o.kind AS host_kind, v.start_char FROM meeting_mention AS v JOIN meeting AS m USING (meeting_id)
LEFT JOIN organization AS o ON o.organization_id = m.host_id WHERE v.report_id = ?
"""
_PEOPLE = """
SELECT DISTINCT p.name, p.name_zh, p.name_pinyin, t.role, t.mode, t.start_char
FROM participation AS t JOIN person AS p USING (person_id) WHERE t.report_id = ? ORDER BY t.start_char DESC
"""
_POSTS = """
SELECT DISTINCT p.name, p.name_zh, p.name_pinyin, m.post_id, m.start_char
FROM membership AS m JOIN person AS p USING (person_id) WHERE m.report_id = ? AND m.post_id IS NOT NULL ORDER BY m.start_char DESC
"""
_GROUPS = "SELECT label, role, start_char FROM participation WHERE report_id = ? AND person_id IS NULL"


class Findings:
    """One warehouse, asked report by report."""

    def __init__(self, warehouse: Path) -> None:
        """QueryError where the file cannot be opened."""
        try:
            self._connection = duckdb.connect(str(warehouse), read_only=True)
        except duckdb.Error as error:
            raise QueryError(f"{warehouse} cannot be opened ({error}); publish one with: taizhang run PATH") from error
        broader = self._all("SELECT post_id, broader_post_id FROM post WHERE broader_post_id IS NOT NULL")
        self._broader = {row["post_id"]: row["broader_post_id"] for row in broader}

    def report(self, file: str, record: int | None) -> Row | None:
        """The report of a file of that base name; of several records the one asked for, else the first."""
        name = Path(file).name
        rows = self._all(_REPORT, name, name)
        chosen = rows if record is None else rows[record : record + 1]
        return chosen[0] if chosen else None

    def meetings(self, report_id: str) -> list[Row]:
        """Its meetings, each with the relation and the kind of its host."""
        return self._all(_MEETINGS, report_id)

    def people(self, report_id: str) -> list[Row]:
        """Persons and their roles."""
        return self._all(_PEOPLE, report_id)

    def posts(self, report_id: str) -> list[Row]:
        """Persons and their posts; a special case that the gold does not know counts as its broader post."""
        rows = self._all(_POSTS, report_id)
        for row in rows:
            while row["post_id"] not in scored_ids()["person.post"] and row["post_id"] in self._broader:
                row["post_id"] = self._broader[row["post_id"]]
        return rows

    def groups(self, report_id: str) -> list[Row]:
        """Groups and organizations that take part, with their roles."""
        return self._all(_GROUPS, report_id)

    def facts(self, table: str, report_id: str) -> list[Row]:
        """The rows of one table of observations."""
        return self._all(f"SELECT * FROM {table} WHERE report_id = ?", report_id)

    def person(self, person_id: object) -> Row:
        """The names of a person."""
        return self._all("SELECT name, name_zh, name_pinyin FROM person WHERE person_id = ?", person_id)[0]

    def sentences(self, report: Row) -> Sentences:
        """The sentences of a report's body."""
        rows = self._all("SELECT start_char, end_char FROM sentence WHERE report_id = ? ORDER BY position", report["report_id"])
        return Sentences(str(report["body"]), [(int(str(row["start_char"])), int(str(row["end_char"]))) for row in rows])

    def printed_names(self, table: str, key: object) -> list[str]:
        """The names of an entry of a reference table, as a text may print them."""
        rows = self._all(f"SELECT name_zh, name_en FROM {table} WHERE {table}_id = ?", key)
        return [str(name) for row in rows for name in row.values() if name]

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _all(self, sql: str, *parameters: object) -> list[Row]:
        cursor = self._connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
