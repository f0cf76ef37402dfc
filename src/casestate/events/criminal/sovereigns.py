"""
Which names of sovereigns name one sovereign.

Two are separate where their power to prosecute has separate sources (Puerto Rico v. Sanchez Valle, 579 U.S. 59): the
United States, each state, each tribe and each foreign country. A city or county has its power from its state (Waller v.
Florida, 397 U.S. 387), and a territory from the United States.
"""

import re

_STYLE = re.compile(
    r"^(the )?((people|state|commonwealth|government|territory)( of the (state|commonwealth))? of )?(the )?"
)
_UNITED_STATES = re.compile(
    r"(us|usa|united states)( .*)?|federal( government)?|puerto rico|guam|american samoa|virgin islands|"
    r"northern mariana islands|district of columbia|(city of )?washington,? dc"
)
_PART_OF_A_STATE = re.compile(r"\b(city|county|town|township|village|borough|parish|municipality)\b")
_TRIBE = re.compile(r"\b(nation|nations|tribe|tribes|tribal|band|pueblo|rancheria|native|indian|indians)\b")
_VILLAGE_OF_A_TRIBE = re.compile(r"\bnative village\b")
_ABBREVIATED = 3
"""A name of fewer letters may be an abbreviation."""
_OWN, _OF_A_STATE, _LENT = "own", "of a state", "lent by a state"
"""The kinds of power: that of the United States or a tribe, that of a state, and that of a part of a state."""


def same_sovereign(one: str, other: str) -> bool:
    """
    Return whether two names are of one sovereign.

    A city or county is one with any state, unless its name ends with another one's, as in "City of Portland, Maine".

    >>> same_sovereign("City of Tulsa", "State of Oklahoma"), same_sovereign("Puerto Rico", "U.S.")
    (True, True)
    >>> same_sovereign("Ohio", "Michigan"), same_sovereign("Navajo Nation", "United States")
    (False, False)
    >>> same_sovereign("City of Portland, Maine", "Oregon")
    False
    """
    (name, power), (other_name, other_power) = _source(one), _source(other)
    if _OWN in (power, other_power) or _LENT not in (power, other_power):
        return name == other_name
    return "" in (name, other_name) or name == other_name


def is_tribe(sovereign: str) -> bool:
    """
    Return whether a name is that of an Indian tribe.

    >>> is_tribe("Navajo Nation"), is_tribe("Native Village of Kotzebue"), is_tribe("Indian River County, Florida")
    (True, True, False)
    """
    return _of_tribe(sovereign.casefold())


def _of_tribe(name: str) -> bool:
    named = _TRIBE.search(name) is not None
    return named and (not _PART_OF_A_STATE.search(name) or _VILLAGE_OF_A_TRIBE.search(name) is not None)


def _source(sovereign: str) -> tuple[str, str]:
    """Return whose power a sovereign has, and of what kind; of a city that names no state, whose is not known."""
    name = " ".join(sovereign.casefold().replace(".", "").split())
    plain = _STYLE.sub("", name)
    state = _STYLE.sub("", name.rpartition(",")[2].strip()) if "," in name else ""
    if _UNITED_STATES.fullmatch(plain) or _UNITED_STATES.fullmatch(state):
        return "united states", _OWN
    if _of_tribe(plain):
        return plain, _OWN
    if not _PART_OF_A_STATE.search(plain):
        return plain, _OF_A_STATE
    return ("" if len(state) < _ABBREVIATED or _PART_OF_A_STATE.search(state) else state), _LENT
