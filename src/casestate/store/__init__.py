"""
Durable case files: they outlive the process, survive crashes and several writers, and show if anybody rewrote them.

:func:`open_store` opens a store by its address. PostgreSQL needs the extra ``postgres``.
"""

from casestate.store.chain import Head
from casestate.store.following import follow
from casestate.store.opening import open_store
from casestate.store.records import Losses, Place, Receipt, Record, Tombstone, Verified
from casestate.store.rows import Kind
from casestate.store.sql import SqlStore
from casestate.store.store import Store

__all__ = [
    "Head",
    "Kind",
    "Losses",
    "Place",
    "Receipt",
    "Record",
    "SqlStore",
    "Store",
    "Tombstone",
    "Verified",
    "follow",
    "open_store",
]
