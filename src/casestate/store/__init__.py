"""
Durable case files, which survive crashes and several writers, and reveal whether they were rewritten.

:func:`open_store` opens a store by its address. PostgreSQL needs the extra ``postgres``.
"""

from casestate.store.following import follow
from casestate.store.interface import Store
from casestate.store.opening import open_store
from casestate.store.records import Head, Imported, Losses, Place, Receipt, Record, Tombstone, Verified
from casestate.store.sql_store import SqlStore
from casestate.store.transaction import RecordKind

__all__ = [
    "Head",
    "Imported",
    "Losses",
    "Place",
    "Receipt",
    "Record",
    "RecordKind",
    "SqlStore",
    "Store",
    "Tombstone",
    "Verified",
    "follow",
    "open_store",
]
