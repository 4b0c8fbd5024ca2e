"""`python -m flows.serving.runner`: keeps the deployment and starts its runs, one at a time. A child of `taizhang serve`."""

import asyncio
from pathlib import Path

import click

from flows.environment import prepare
from flows.serving.schedule import anchor, when

DEPLOYMENT = "scheduled"


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--inbox", type=click.Path(path_type=Path), multiple=True, required=True)
@click.option("--profiles", type=click.Path(path_type=Path), multiple=True)
@click.option("--lexicons", type=click.Path(path_type=Path), multiple=True)
@click.option("--cron")
@click.option("--every")
@click.option("--timezone", required=True)
@click.option("--ready", type=click.Path(path_type=Path), required=True, help="File that is made once runs can start.")
def main(
    data: Path,
    inbox: tuple[Path, ...],
    profiles: tuple[Path, ...],
    lexicons: tuple[Path, ...],
    cron: str | None,
    every: str | None,
    timezone: str,
    ready: Path,
) -> None:
    """Serves the deployment until it is told to end."""
    prepare(data)
    from prefect.runner import Runner
    from prefect.schedules import Schedule
    from prefect.types.entrypoint import EntrypointType

    from flows.ingest import ingest
    from flows.serving.warm_start import start_warm

    start_warm()
    chosen = when(cron, every, timezone)
    # The schedule goes on where the service is ended: what was missed runs once when it is started again.
    runner = Runner(name=DEPLOYMENT, limit=1, pause_on_shutdown=False)
    runner.add_flow(
        ingest,
        DEPLOYMENT,
        schedule=Schedule(cron=chosen.cron, interval=chosen.every, timezone=chosen.timezone, anchor_date=anchor()),
        parameters={
            "paths": [*map(str, inbox)],
            "data": str(data),
            "profiles": [*map(str, profiles)],
            "lexicons": [*map(str, lexicons)],
        },
        description=f"Loads what is new in {', '.join(map(str, inbox))} {chosen.in_words()} into {data}.",
        tags=["taizhang"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    ready.touch()
    asyncio.run(runner.start())


if __name__ == "__main__":
    main()
