"""Regular expressions that are compiled when they are first used.

Most patterns stand behind a cheap test and are never asked for on most pages; compiling all of them up front would be half
of what a first verdict costs.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Lazy:
    """Stands in for a pattern; its methods are those of the compiled one from the first use on."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS and name not in ("pattern", "flags", "groups", "groupindex"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, done at first use. An error in the pattern shows only then."""
    return cast("re.Pattern[str]", _Lazy(source, int(flags)))
