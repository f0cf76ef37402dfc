"""Whether any two names or ids of a file are written alike, which only the file itself can tell of further."""

from collections.abc import Iterable

from casestate.engine.likeness import id_key, name_key
from casestate.events import Subject


class Spelled:
    """The names and ids of one file."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._ids: dict[tuple[str, str], set[str]] = {}
        self._renamed = False

    def name(self, subject: Subject) -> None:
        """Take a subject of the file, the first time that it is spoken of."""
        kind, who, key = subject
        self._names.add(who)
        self._ids.setdefault((kind, who), set()).add(key)

    def link(self, subject: Subject, links: Iterable[str]) -> None:
        """Take the ids of others that an act on a subject names."""
        self._ids[subject.kind, subject.who].update(links)

    def concern(self, names: Iterable[str], *, renamed: bool) -> None:
        """Take the names of people whom an act concerns, and whether it gives somebody another name."""
        self._names.update(names)
        self._renamed = self._renamed or renamed

    @property
    def alike(self) -> bool:
        """Whether two may be written alike, or somebody has another name."""
        several = [ids for ids in self._ids.values() if len(ids) > 1]
        names = len(self._names) > 1 and len(set(map(name_key, self._names))) < len(self._names)
        return self._renamed or names or any(len(set(map(id_key, ids))) < len(ids) for ids in several)
