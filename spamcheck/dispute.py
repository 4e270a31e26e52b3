"""A disputed verdict as a minimal case: the quoted words that caused it, and nothing else of the page."""

from __future__ import annotations

import json

from spamcheck.verdict import Verdict


def dispute_case(verdict: Verdict) -> str:
    """A TOML case in the form of `tests/signals/*.toml`, one for every reason that raised a score.

    Holds only the quoted evidence with its context, so that a person can see and shorten what is sent.
    """
    lines = [
        f"# Disputed: {verdict.label or verdict.status}, engine {verdict.engine}, model {verdict.model.get('sha256', '')[:12]}.",
        "# Each case asks one signal to stay silent. Read it before you send it: remove what is private, keep what misled.",
    ]
    for reason in verdict.reasons:
        if not any((value or 0) > 0 for value in reason.contribution.values()):
            continue
        for quote in reason.evidence[:3]:
            words = " ".join((quote.context or quote.quote).split())
            lines += [
                "",
                f"[[case]]  # {reason.signal}",
                f"why = {json.dumps(f'disputed: honest use of {reason.title.lower()}', ensure_ascii=False)}",
                f"text = {json.dumps(words, ensure_ascii=False)}",
                f"language = {json.dumps(verdict.language or 'en')}",
                "evidence = []",
            ]
    if len(lines) == 2:
        lines.append("# Nothing raised a score: there is nothing to dispute.")
    return "\n".join(lines) + "\n"
