"""Plain text and Markdown: headlines, datelines, front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import SetAside
from marsad.sources import datelines, text
from marsad.sources.parts import Given

NONE = Given()
SEED = Path(__file__).parents[3] / "shared" / "seed" / "aleppo-2016-12-07.txt"


@pytest.mark.parametrize(
    ("words", "title", "published", "publisher"),
    [
        (
            "Rebels leave Tal Marran\n\nMarch 3, 2019, 7:27am\n\nThey",
            "Rebels leave Tal Marran",
            "2019-03-03T07:27",
            None,
        ),
        ("Rebels leave\nPublished: 3 March 2019\nUpdated: 5 March 2019\n\nThey", "Rebels leave", "2019-03-03", None),
        ("Rebels leave\nUpdated: 5 March 2019\n\nThey left.", "Rebels leave", "2019-03-05", None),
        ("Date of publication 12 August 2016\n\nShells fell.", None, "2016-08-12", None),
        ("QARUN, Nov 18 (QNA) - Army units took the hill.", None, None, "QNA"),
        ("QARUN, Nov. 18, 2016 (Qarun Post) - Army units", None, "2016-11-18", "Qarun Post"),
        ("QARUN, Nov. 18, 2016, 9:30pm - Army units left.", None, "2016-11-18T21:30", None),
        ("QARUN, Marsh Country, 18 November 2016 — Army units left.", None, "2016-11-18", None),
        ("QARUN, Nov 18 - Army units left.", None, None, None),
        ("QARUN, Marsh Country (QP) — The army", None, None, "QP"),
        ("QARUN (Qarun Post), 3 March 2019 – The army", None, "2019-03-03", "Qarun Post"),
        ("(QNA) - The army left.", None, None, "QNA"),
        (
            "Three hurt in Qarun\n\n12 November 2016 Three civilians were hurt",
            "Three hurt in Qarun",
            "2016-11-12",
            None,
        ),
        ("12 November 2016 saw the heaviest shelling in Qarun.\nMore.", None, None, None),
        ("On 12 November 2016 shells fell.\n\nOn 13 November 2016 they stopped.", None, None, None),
        ("The army took the town. It stayed.\n\nThen it left.", None, None, None),
        ("The army (Third Corps) moved on 3 March 2019.\n\nThen it left.", None, None, None),
        ("Shells fell\n" + "\n".join(f"Line {n}." for n in range(30)) + "\n3 March 2019\n", None, None, None),
    ],
)
def test_head(words: str, title: str | None, published: str | None, publisher: str | None) -> None:
    found = datelines.read(words)
    assert (found.title, found.published, found.publisher, found.text) == (title, published, publisher, words)


def test_plain_text_is_stored_as_it_is() -> None:
    raw = "\ufeffRebels leave\r\n\r\nThey\xa0left.\r\n".encode()
    assert text.plain(raw, NONE).text == "Rebels leave\r\n\r\nThey\xa0left.\r\n"


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not here")
def test_seed() -> None:
    found = text.plain(SEED.read_bytes(), NONE)
    assert found.published == "2016-12-07T07:27"
    assert found.title is not None
    assert found.title.startswith("Syrian rebels retreat")
    assert found.text == SEED.read_bytes().decode()


def test_front_matter_is_read_and_not_stored() -> None:
    raw = (
        b"---\ntitle: 'Shells on Qarun'\npublisher: Qarun Post\npublished: 2019-03-03 07:27 +02:00\nlanguage: en-GB\n"
        b"url: https://qarunpost.example/1\ntags: [war]\n---\n# Shells\n\nThey *fell*.\n"
    )
    found = text.markdown(raw, NONE)
    assert found.text == "# Shells\n\nThey *fell*.\n"
    assert (found.title, found.publisher, found.published) == (
        "Shells on Qarun",
        "Qarun Post",
        "2019-03-03T07:27+02:00",
    )
    assert (found.language, found.url) == ("en", "https://qarunpost.example/1")


def test_markdown_without_front_matter() -> None:
    found = text.markdown(b"# Shells on Qarun #\n\n3 March 2019\n\n---\n\nThey fell.\n", NONE)
    assert found.text == "# Shells on Qarun #\n\n3 March 2019\n\n---\n\nThey fell.\n"
    assert (found.title, found.published) == ("Shells on Qarun", "2019-03-03")


def test_broken_front_matter() -> None:
    with pytest.raises(SetAside, match="front matter") as caught:
        text.markdown(b"---\ntitle: [open\n---\nText.\n", NONE)
    assert caught.value.reason == "front-matter"


def test_front_matter_cannot_make_objects() -> None:
    found = text.markdown(b"---\ntitle: !!python/object/apply:os.getcwd []\n---\nText.\n", NONE)
    assert found.title is None
