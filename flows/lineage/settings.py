"""What may be set about lineage, as names in the environment."""

LINEAGE = "TAIZHANG_LINEAGE"
API_KEY = "OPENLINEAGE_API_KEY"
"""The same name that OpenLineage's other clients read."""
