"""The numbers of the rows of a table, in a column of their own while its rows are apart."""

import numpy as np
import pyarrow as pa

from casestate.bulk.acts import Ints

NUMBER = "the number of the row"
"""The column that has the number of each row in the whole table, for errors and for the order of cases."""


def in_order(table: pa.Table) -> tuple[pa.Table, Ints]:
    """
    Return the rows in the order of their numbers, without the column of these, and the numbers.

    >>> table, numbers = in_order(pa.table({"case": ["C2", "C1"], NUMBER: [9, 4]}))
    >>> table["case"].to_pylist(), numbers.tolist()
    (['C1', 'C2'], [4, 9])
    """
    numbers: Ints = table[NUMBER].to_numpy()
    table = table.drop_columns(NUMBER)
    if np.all(numbers[1:] > numbers[:-1]):
        return table, numbers
    order = np.argsort(numbers, kind="stable")
    return table.take(pa.array(order)), numbers[order]
