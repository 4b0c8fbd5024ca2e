"""The benchmark works; what it measures is for people to compare."""

from click.testing import CliRunner

from tests.benchmarks.speed import main


def test_the_benchmark_tells_each_language_and_its_ratio() -> None:
    answer = CliRunner().invoke(main, ["--rounds", "1"])
    assert answer.exit_code == 0, answer.output
    yardstick, english, chinese = answer.output.splitlines()
    assert yardstick.startswith("yardstick: ")
    assert english.startswith("en: ")
    assert chinese.startswith("zh: ")
    assert all(line.endswith(" of the yardstick") for line in (english, chinese))
