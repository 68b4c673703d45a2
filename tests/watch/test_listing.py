"""Watch lists in three forms, and what is wrong with them said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import InputError, MarsadError
from marsad.sources import outlines
from marsad.views.watched import Threshold, Watched
from marsad.watch.listing import WatchList, load

YAML = """
name: kestrel
every: 30m
sources:
  - https://post.example/rss
  - {source: https://wire.example/atom, every: 1h, follow: true, publisher: Northern Wire, language: en}
  - inbox/
control: [Kestrel Bay]
tolls:
  - {place: Kestrel Bay, by: 5}
tell:
  mail: {host: mail.example, from: watch@desk.example, to: [desk@desk.example], user: watch}
  webhook: {address: "https://chat.example/hook"}
"""


def written(folder: Path, text: str, name: str = "watch.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def listing(folder: Path, text: str, name: str = "watch.yaml") -> WatchList:
    return load(written(folder, text, name))


def test_yaml(tmp_path: Path) -> None:
    found = listing(tmp_path, YAML)
    assert [one.source for one in found.sources] == [
        "https://post.example/rss", "https://wire.example/atom", str(tmp_path / "inbox"),
    ]  # fmt: skip
    assert [found.interval(one) for one in found.sources] == [1800, 3600, 1800]
    assert found.watched == Watched(("Kestrel Bay",), (Threshold("Kestrel Bay", "killed", 5),))
    assert found.tell.mail is not None
    assert (found.tell.mail.sender, found.tell.mail.security) == ("watch@desk.example", "starttls")


def test_lines(tmp_path: Path) -> None:
    text = "# feeds\nhttps://post.example/rss  # the Post\n\nhttps://wire.example/a#b\n/reports\n"
    found = listing(tmp_path, text, "kestrel.txt")
    assert found.name == "kestrel"
    assert [one.source for one in found.sources] == ["https://post.example/rss", "https://wire.example/a#b", "/reports"]
    assert found.watched == Watched()


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="News">
<outline type="rss" text="Post" xmlUrl="https://post.example/rss"/><outline text="empty"/></outline>
<outline xmlurl=" https://wire.example/atom "/></body></opml>"""


def test_opml(tmp_path: Path) -> None:
    found = listing(tmp_path, OPML, "feeds.opml")
    assert [one.source for one in found.sources] == ["https://post.example/rss", "https://wire.example/atom"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE opml [<!ENTITY a 'x'>]><opml>&a;</opml>", "declares a document type"),
        ("<opml>", "cannot be read"),
        ("<rss/>", "no OPML"),
        ("<?xml version='1.0' encoding='nonsense'?><opml/>", "cannot be read"),
    ],
)
def test_no_opml(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        outlines.feeds(text.encode())
    with pytest.raises(InputError, match="is no watch list"):
        listing(tmp_path, text, "feeds.opml")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("30m", "often"), 2, "every: write an interval as 15m, 1h or 1d"),
        (("30m", "30s"), 2, "every: Input should be greater than or equal to 60"),
        (("follow: true", "folow: true"), 6, "folow is not known here"),
        (("by: 5", "by: -5"), 10, "tolls.0.by"),
        (("by: 5", "event: hurt"), 10, "tolls.0.event"),
        (("host: mail.example, ", ""), 12, "tell.mail.host is missing"),
        (("from: watch@desk.example", "from: nobody"), 12, "tell.mail.from"),
        (("to: [desk@desk.example]", 'to: ["a@b.example\\nBcc: c@d.example"]'), 12, "tell.mail.to.0"),
        (("https://chat.example", "ftp://chat.example"), 13, "tell.webhook.address"),
        (("control:", "controls:"), 2, "controls is not known here"),
        (("language: en", "language: english"), 6, "language"),
        (("name: kestrel", "name: [kestrel]"), 2, "name"),
    ],
)  # fmt: skip
def test_errors_name_file_and_line(change: tuple[str, str], line: int, words: str, tmp_path: Path) -> None:
    path = written(tmp_path, YAML.replace(*change))
    with pytest.raises(MarsadError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ["", "sources: []", "sources: 3", "- a", "sources:\n  - {every: 1h}", "a: [", "\x00"])
def test_lists_that_are_none(text: str, tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match=r"watch\.yaml"):
        listing(tmp_path, text)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    for name in ("a.yaml", "a.txt"):
        with pytest.raises(MarsadError, match=rf"a\.{name[2:]}"):
            load(tmp_path / name)
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(MarsadError, match="is no watch list"):
        load(tmp_path / "b.txt")
