"""What must hold before anything is published, table by table, as Great Expectations suites with a severity."""
