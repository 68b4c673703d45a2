"""The ledger: insert-only tables of captures, documents, claims and rulings, and questions to them as of a time.

The only part of Marsad with SQL.
"""

from marsad.ledger.audit import Position
from marsad.ledger.backup import Manifest
from marsad.ledger.documents import Aside
from marsad.ledger.errors import Conflict
from marsad.ledger.ledger import Ledger
from marsad.ledger.query import Query
from marsad.ledger.record import Run
from marsad.ledger.verify import Problem
from marsad.sources import Visit

__all__ = ["Aside", "Conflict", "Ledger", "Manifest", "Position", "Problem", "Query", "Run", "Visit"]
