"""Laws to test your own code against. Each states what holds of every history, and the failure it guards against."""

import casestate.testing.extra  # noqa: F401  # isort: skip  # its error says how to install Hypothesis
from casestate.testing.laws.bulk import check_bulk
from casestate.testing.laws.codecs import CODEC_LAWS, check_codec
from casestate.testing.laws.folds import FOLD_LAWS, check_fold
from casestate.testing.laws.importers import IMPORTER_LAWS, check_importer
from casestate.testing.laws.law import LawBroken
from casestate.testing.laws.procedures import PROCEDURE_LAWS, check_procedure
from casestate.testing.laws.stores import check_store
from casestate.testing.laws.storing import STORE_LAWS

__all__ = [
    "CODEC_LAWS",
    "FOLD_LAWS",
    "IMPORTER_LAWS",
    "PROCEDURE_LAWS",
    "STORE_LAWS",
    "LawBroken",
    "check_bulk",
    "check_codec",
    "check_fold",
    "check_importer",
    "check_procedure",
    "check_store",
]
