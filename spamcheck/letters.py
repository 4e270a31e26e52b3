"""How surprising letters are in their order: what tells random strings from words and names."""

from __future__ import annotations

from spamcheck.lexicon import read

_UNSEEN = "10"  # bits for a pair of letters that host names do not have


def letter_bits(letters: str) -> float:
    """Mean cost of the letter pairs in bits: words 3 to 4.5, random letters 5.3 and more.

    letters: lower case a-z. Returns 0 for less than two letters.
    Source: pairs counted in host names (lexicons/letter_pairs_hosts.txt).
    """
    pairs = read("letter_pairs_hosts")
    costs = [int(pairs.get(letters[i : i + 2], _UNSEEN)) for i in range(len(letters) - 1)]
    return sum(costs) / max(1, len(costs))
