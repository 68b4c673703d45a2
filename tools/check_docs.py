"""Check the project's pages and files for what goes stale: links that lead nowhere, addresses of one machine.

usage: python tools/check_docs.py
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Paths of one machine and hosts of package indexes: neither says anything to another reader.
LOCAL = re.compile(
    r"(?<![\w.~$}/])/(?:work|tmp|root|home/\w+|opt/\w+|Users/\w+)/|\b(?:pypi|npmjs|pythonhosted)\.(?:org|com)\b"
)


def files() -> list[Path]:
    """Tracked files where there is a repository, else all but what tools leave behind."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)  # noqa: S607
    if done.returncode == 0:
        found = [ROOT / name for name in done.stdout.split("\0") if name]
    else:
        found = [
            p for p in ROOT.rglob("*") if not any(q.startswith(".") and q != ".ci" for q in p.relative_to(ROOT).parts)
        ]
    return [p for p in found if p.is_file() and "__pycache__" not in p.parts]


def anchors(page: str) -> set[str]:
    """The anchors that a page's headings give, in the way of GitHub."""
    titles = re.findall(r"^#+\s+(.*)$", FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def dead_links(file: Path) -> list[str]:
    """The links of a Markdown file that lead to no file or heading of the project."""
    page = file.read_text(encoding="utf-8")
    dead = []
    for target in LINK.findall(FENCE.sub("", page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        aim = file.parent / path if path else file
        if not aim.exists() or (
            anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text(encoding="utf-8"))
        ):
            dead.append(f"{file.relative_to(ROOT)}: {target} leads nowhere")
    return dead


def local_words(file: Path) -> list[str]:
    """The lines of a text file that name a machine's own path or a package index."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    return [f"{file.relative_to(ROOT)}:{n}: {m[0]}" for n, line in enumerate(lines, 1) if (m := LOCAL.search(line))]


def main() -> int:
    """Print what is wrong; 1 where anything is."""
    every = files()
    wrong = [w for file in every if file.suffix == ".md" for w in dead_links(file)]
    wrong += [w for file in every for w in local_words(file)]
    print("\n".join(wrong) or f"{len(every)} files: links lead somewhere, nothing names one machine")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
