"""The table registry, the Parquet store, entity resolution, publishing and the views of the warehouse."""
