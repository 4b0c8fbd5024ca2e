"""Every table of the warehouse, declared once.

The declarations stand in `warehouse/tables/`; this module is what the rest of the project, transforms and expectations
included, reads them from.
"""

from warehouse.schema import Layer, Table
from warehouse.tables import corrections, entities, meetings, operations, reference, sources

TABLES: dict[str, Table] = {
    table.name: table
    for table in (*sources.TABLES, *reference.TABLES, *entities.TABLES, *meetings.TABLES, *operations.TABLES, *corrections.TABLES)
}


def of_layer(layer: Layer) -> list[Table]:
    """The tables of one layer, in declared order."""
    return [table for table in TABLES.values() if table.layer == layer]
