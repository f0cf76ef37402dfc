"""Whether any two names or ids of a file are written alike, which only the file itself can tell of further."""

from casestate.engine.likeness import id_key, name_key
from casestate.events import Event
from casestate.events.fields import LINKS, OTHER_NAMES, PEOPLE_CONCERNED, own_texts, texts_in


class Spelled:
    """The names and ids of one file."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._ids: dict[tuple[str, str], set[str]] = {}
        self._renamed = False

    def take(self, event: Event) -> None:
        """Take the names and ids of an event."""
        links = set(texts_in(event, LINKS))
        for kind, who, key in (*event.subjects, *event.spoken_of):
            self._names.add(who)
            self._ids.setdefault((kind, who), set()).update((key, *links))
        self._names.update(own_texts(event, (PEOPLE_CONCERNED,)))
        self._renamed = self._renamed or any(own_texts(event, (OTHER_NAMES,)))

    @property
    def alike(self) -> bool:
        """Whether two may be written alike, or somebody has another name."""
        several = [ids for ids in self._ids.values() if len(ids) > 1]
        names = len(set(map(name_key, self._names))) < len(self._names)
        return self._renamed or names or any(len(set(map(id_key, ids))) < len(ids) for ids in several)
