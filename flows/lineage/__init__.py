"""Lineage: what a run read and what it wrote, told to catalogues as OpenLineage events. Nothing happens unless it is asked for."""
