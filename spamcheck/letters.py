"""How surprising letters are in their order: what tells random strings from words and names."""

from __future__ import annotations

from spamcheck.lexicon import read

TAIL_BITS = 5.3  # a pair of letters: random tails of 3 to 5 letters exceed it three times in four
_UNSEEN = "10"  # bits for a pair of letters that host names do not have


def letter_bits(letters: str) -> float:
    """Mean cost of the letter pairs in bits: words 3 to 4.5, random letters 5.3 and more.

    letters: lower case a-z. Returns 0 for less than two letters.
    Source: pairs counted in host names (lexicons/letter_pairs_hosts.txt).
    """
    pairs = read("letter_pairs_hosts")
    costs = [int(pairs.get(letters[i : i + 2], _UNSEEN)) for i in range(len(letters) - 1)]
    return sum(costs) / max(1, len(costs))


def random_tail(letters: str) -> str:
    """What follows the longest forename at the beginning, where that is 3 to 5 letters in an order that no word has.

    letters: lower case a-z.
    """
    names = read("forenames")
    for size in range(len(letters) - 3, max(2, len(letters) - 6), -1):
        if letters[:size] in names:
            tail = letters[size:]
            return tail if letter_bits(tail) >= TAIL_BITS else ""
    return ""
