"""A broken resolution of Prefect's dependencies shows here before a user sees it."""

from importlib import import_module


def test_prefects_server_can_be_imported() -> None:
    assert callable(import_module("prefect.server.api.server").create_app)
