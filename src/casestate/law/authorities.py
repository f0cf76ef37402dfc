"""
The authorities that were read for this library, so that a citation does not claim more than was checked.

A citation lists authorities with semicolons between them. An authority that is not in :data:`READ` was not read: a
statement that cites it is a default, to be checked before anything rests on it. So is a rule of practice, which has no
text.
"""

import re
from collections.abc import Iterator

READ = frozenset(
    {
        "18 USC 3296",
        "18 USC 3605",
        "237 Pa. Code 200",
        "28 USC 1455",
        "29 CFR 2200.100",
        "29 USC 660(a)",
        "29 USC 661(j)",
        "42 Pa.C.S. 6322",
        "730 ILCS 5/5-6-3.1",
        "8 USC 1101(a)(48)(A)",
        "Breed v. Jones",
        "Burks v. United States",
        "Cal. Penal Code 1026",
        "Cal. Penal Code 1192.5",
        "Cal. Penal Code 1203.4",
        "Cal. Penal Code 1203.43",
        "Cal. Penal Code 1203.4a",
        "Cal. Penal Code 1385",
        "Cal. Penal Code 1387(a)",
        "Cal. Penal Code 17(b)",
        "Cal. Penal Code 859a",
        "Cal. Penal Code 995",
        "Commonwealth v. Hernandez, 481 Mass. 582",
        "Criminal Appeal Act 1968 (England and Wales), s. 2(3)",
        "Criminal Appeal Act 1968, s. 2(3)",
        "Criminal Appeal Act 1968, ss. 2, 7",
        "Criminal Justice Act 1967 (England and Wales), s. 17",
        "Criminal Justice Act 1967, s. 17",
        "Criminal Procedure (Insanity) Act 1964 (England and Wales), s. 4A",
        "Crist v. Bretz",
        "Cuyahoga Valley Ry. v. United Transportation Union",
        "Devlin v. Scardelletti",
        "Evans v. Michigan",
        "Ex parte Garland",
        "FRCP 23(e)",
        "FRCP 62",
        "FRCrimP 11",
        "FRCrimP 20",
        "FRCrimP 29",
        "FRCrimP 3",
        "FRCrimP 31",
        "FRCrimP 32.1",
        "FRCrimP 34",
        "FRCrimP 35",
        "FRCrimP 36",
        "FRCrimP 48(a)",
        "FRCrimP 5.1",
        "FRCrimP 6",
        "FRCrimP 7",
        "Fong Foo v. United States",
        "K.S.A. 22-3602",
        "KRS 533.258",
        "Kenyon v. Commonwealth",
        "Lem Woon v. Oregon",
        "Matter of Mohamed",
        "Minn. Crim.R. 15.05",
        "N.C.G.S. 15A-1431",
        "N.C.G.S. 15A-932",
        "N.M. Const. art. II, s. 14",
        "N.M. Const. art. V, s. 6",
        "N.Y. CPL 190.75",
        "N.Y. CPL 195.10",
        "N.Y. CPL 720.20",
        "NMRA 1-041(E)",
        "NMRA 5-201",
        "NMRA 5-302",
        "NMRA 5-303",
        "NMRA 5-304",
        "NMRA 5-801",
        "NMSA 29-3A-4",
        "NMSA 29-3A-5",
        "NMSA 30-1-8",
        "NMSA 31-16A-7",
        "NMSA 31-18-19",
        "NMSA 31-18-20",
        "NMSA 31-20-13",
        "NMSA 31-20-3",
        "NMSA 31-20-8",
        "NMSA 31-20-9",
        "NMSA 31-21-15",
        "NMSA 35-13-1",
        "NMSA 35-13-2",
        "NMSA 38-3-3",
        "NMSA 38-3-6",
        "O.C.G.A. 42-8-66",
        "ORS 161.705",
        "Ohio Crim.R. 7",
        "Pa. Crim.R. 720",
        "Padilla v. State",
        "Puerto Rico v. Sanchez Valle",
        "RCW 9.94A.640(1)",
        "Rinaldi v. United States",
        "Rutledge v. United States",
        "S (An Infant) v Recorder of Manchester",
        "Sentencing Act 2020 (England and Wales), s. 82",
        "Sentencing Act 2020, s. 82",
        "Smith v. Massachusetts",
        "State v. Angel, 2002-NMSC-025",
        "State v. Glasmann, 183 Wn.2d 117",
        "State v. Harris, 2013-NMCA-031",
        "State v. Kenneman",
        "State v. Salazar, 1997-NMSC-044",
        "State v. Ware",
        "Stirone v. United States",
        "USSG 4A1.2(f)",
        "United States v. Ball",
        "United States v. Brooks",
        "United States v. Martin Linen Supply Co.",
        "United States v. Meraz",
        "United States v. Parsons",
        "United States v. Scott",
        "United States v. Walker",
        "United States v. Wilson",
        "Utah Code 76-3-402",
        "Va. Code 16.1-133",
    }
)
"""The authorities whose text was read, each with all its parts."""
_SECTIONS = re.compile(r"((?:\d+ )?(?:USC|CFR|FRCrimP|FRCP|FRAP|NMRA|NMSA|ORS|N\.C\.G\.S\.|Cal\. Penal Code|KRS)) (.+)")


def authorities(cite: str) -> Iterator[str]:
    """
    Yield each authority of a citation by itself.

    >>> list(authorities("FRCrimP 26.3, 31(b)(3); Arizona v. Washington"))
    ['FRCrimP 26.3', 'FRCrimP 31(b)(3)', 'Arizona v. Washington']
    """
    for part in cite.split("; "):
        found = _SECTIONS.fullmatch(part)
        yield from [f"{found[1]} {each}" for each in re.split(r", (?=\d)", found[2])] if found else [part]


def unread(cite: str) -> tuple[str, ...]:
    """
    Return the authorities of a citation that were not read.

    >>> unread("FRCrimP 11(b); FRCrimP 38")
    ('FRCrimP 38',)
    """
    return tuple([each for each in authorities(cite) if not any(_is_part(each, read) for read in READ)])


def _is_part(authority: str, read: str) -> bool:
    """Return whether an authority is one that was read, or a part of it, such as a subsection or the reporter."""
    return authority.startswith(read) and not authority[len(read) :][:1].isalnum() and authority[len(read) :][:1] != "."
