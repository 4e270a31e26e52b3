"""What starting costs, as ratios inside one interleaved run (machines differ, ratios hardly).

usage: python -m benchmarks.startup [ROUNDS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

SENTENCE = "The nurse read the chart slowly and wrote down what the patient had said about the long night on ward {n}.\n"
LINKS = "\n".join(f"https://www.site{n}.example/articles/sleep-{n}" for n in range(8))


def main(rounds: int = 11) -> None:
    """Print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.txt"
        plain.write_text("".join(SENTENCE.format(n=n) for n in range(47)))  # 5 KB
        linked = Path(folder) / "linked.txt"
        linked.write_text(plain.read_text() + "\nSources\n" + LINKS)
        commands = {
            "python": ["-c", "pass"],
            "import numpy": ["-c", "import numpy"],
            "import spamcheck": ["-c", "import spamcheck"],
            "import sklearn.linear_model": ["-c", "import sklearn.linear_model"],
            "score FILE": ["-m", "spamcheck", "score", str(plain)],
            "score FILE with links": ["-m", "spamcheck", "score", str(linked)],
        }
        # Installed packages have their bytecode; a checkout needs to be allowed to write it.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, arguments in commands.items():
                start = time.perf_counter()
                subprocess.run([sys.executable, *arguments], capture_output=True, check=False, env=environment)
                if turn:  # the first round warms the caches
                    times[name].append(time.perf_counter() - start)
    middle = {name: median(found) for name, found in times.items()}
    for name, value in middle.items():
        print(f"{name:<28} {value * 1000:8.0f} ms (min {min(times[name]) * 1000:.0f})")
    sklearn = middle["import sklearn.linear_model"]
    print(f"import spamcheck beyond numpy's own import: {(middle['import spamcheck'] - middle['import numpy']) * 1000:+.0f} ms")
    for name in ("score FILE", "score FILE with links"):
        print(
            f"{name} / import sklearn.linear_model: {median(a / b for a, b in zip(times[name], times['import sklearn.linear_model'], strict=True)):.2f}"
        )
    print(f"(sklearn.linear_model: {sklearn * 1000:.0f} ms)")


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:2]))
