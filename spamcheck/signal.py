"""What a signal is: a pure function from a Document to numbers and the spans that show them.

A signal is one file in `signals/`; the file, the function and the reason code share one name. It weighs nothing:
weights are learned and live in the model.
"""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from spamcheck.document import Document, Evidence
from spamcheck.errors import SignalError

FAMILIES = ("links", "keywords", "integrity", "templating", "promotion", "substance", "trust", "hidden", "host", "campaign")
POLICIES = (
    "cloaking",
    "doorway_abuse",
    "expired_domain_abuse",
    "hacked_content",
    "hidden_text_and_links",
    "keyword_stuffing",
    "link_spam",
    "malware",
    "misleading_functionality",
    "scaled_content_abuse",
    "scraping",
    "sneaky_redirects",
    "site_reputation_abuse",
    "thin_affiliation",
    "user_generated_spam",
    "qrg_filler",
    "qrg_eeat",
)  # Google web-spam policies and the Search Quality Rater Guidelines (2025-01-23), as ids
UNITS = ("_ratio", "_count", "_flag", "_per_1k_words", "_words", "_chars", "_bits")
ANY = ("any",)


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a signal.

    spam, low_quality: the direction in which the trained model may let it push each score: +1, -1 or 0 (never).
    A value that pushes spam up must be insert-safe: a capped count, a flag, or a maximum over windows or blocks, so
    that adding text never lowers it. silent: what it reads on a page where nothing was found.
    articles_only: asked of articles only. health_only: asked only where the text makes health statements.
    """

    meaning: str
    spam: int = 0
    low_quality: int = 0
    silent: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a signal measured on one page: every declared value, and the evidence in page order."""

    values: Mapping[str, float]
    evidence: tuple[Evidence, ...] = ()


SILENT = Reading({})  # nothing found: every value reads silent

Function = Callable[[Document], Reading | None]


@dataclass(frozen=True, slots=True)
class Signal:
    """A registered signal. Call `measure` on a Document."""

    name: str
    title: str
    family: str
    policy: str | None
    languages: tuple[str, ...]
    values: Mapping[str, Value]
    flags: str
    passes: str
    doc: str
    function: Function = field(compare=False)
    needs: str = ""  # "html": applies to HTML only; "url": needs the page's own address
    silent: Reading = field(init=False, repr=False, compare=False)  # what it reads on most pages, made once

    def __post_init__(self) -> None:
        object.__setattr__(self, "silent", Reading({name: float(value.silent) for name, value in self.values.items()}))

    def why_not(self, doc: Document) -> str | None:
        """Why this signal does not apply to a page, or None where it does."""
        if self.languages != ANY and doc.language not in self.languages:
            return f"language {doc.language or 'unknown'}"
        if self.needs == "html" and not doc.has_markup:
            return "no markup"
        if self.needs == "url" and not doc.url:
            return "no page address"
        return None

    def measure(self, doc: Document) -> Reading | None:
        """Values and evidence; None where the signal does not apply. Raises SignalError on an undeclared value."""
        if self.languages != ANY and doc.language not in self.languages:
            return None
        if self.needs and self.why_not(doc) is not None:
            return None
        reading = self.function(doc)
        if reading is None:
            return None
        if reading is SILENT:
            return self.silent
        values = dict(self.silent.values)
        for name, number in reading.values.items():
            if name not in values or not math.isfinite(number):
                raise SignalError(self.name, f"value {name}={number} is not declared or not finite")
            values[name] = float(number)
        return Reading(values, reading.evidence)


def signal(
    *,
    title: str,
    family: str,
    values: Mapping[str, Value],
    flags: str,
    passes: str,
    policy: str | None = None,
    languages: tuple[str, ...] = ("en",),
    needs: str = "",
) -> Callable[[Function], Signal]:
    """Declare a signal.

    title: what a moderator reads. family, policy: from the closed lists. languages: those it knows, ("any",) for all.
    values: name -> Value, names ending in their unit. flags/passes: one text that must fire, one that must not
    (tests and documentation). needs: "html" or "url" where it applies to such pages only.
    Raises SignalError where the declaration is wrong.
    """

    def register(function: Function) -> Signal:
        name = function.__name__
        if family not in FAMILIES:
            raise SignalError(name, f"family {family} is none of {', '.join(FAMILIES)}")
        if policy is not None and policy not in POLICIES:
            raise SignalError(name, f"policy {policy} is none of {', '.join(POLICIES)}")
        bad = [v for v in values if not v.endswith(UNITS)]
        if bad or not values:
            raise SignalError(name, f"values need a unit at the end of their names ({', '.join(UNITS)}): {bad}")
        text = inspect.cleandoc(sys.modules[function.__module__].__doc__ or "")
        return Signal(name, title, family, policy, tuple(languages), dict(values), flags, passes, text, function, needs)

    return register


@lru_cache(maxsize=1)
def registry() -> tuple[Signal, ...]:
    """All shipped signals, one per file of `spamcheck/signals`, by name."""
    package = import_module("spamcheck.signals")
    found = []
    for module in sorted(m.name for m in iter_modules(package.__path__)):
        loaded = getattr(import_module(f"spamcheck.signals.{module}"), module, None)
        if not isinstance(loaded, Signal):
            raise SignalError(module, f"spamcheck/signals/{module}.py defines no signal called {module}")
        found.append(loaded)
    return tuple(found)
