"""Serving: Prefect's server with its pages, and the schedule, under one supervisor."""
