"""How much of one text stands in another: sets of shingles, and their MinHash, by which alike texts are found.

A shingle is three words in a row, without case, accents and punctuation; where a script writes no spaces, its
characters are the words. The MinHash (A. Broder, "On the resemblance and containment of documents", 1997) is rensa's.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata

METHOD = "minhash 1"
"""Shingles, MinHash and bands as below; a change of any of them is another method."""

SHINGLE = 3
BANDS, ROWS = 64, 2
"""Two texts whose shingles overlap by a share j (Jaccard) meet in a bucket with probability 1 - (1 - j**ROWS)**BANDS:
0.99 at 0.26, 0.81 at 0.16, 0.47 at 0.1, 0.01 at 0.01."""

PART, ENOUGH, SHORT = 1 / 3, 20, 0.8
"""What makes two texts alike, see `alike`."""

_SEED = 1997
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

Shingles = frozenset[str]


def shingles(text: str) -> Shingles:
    """The shingles of a text; a shorter text is one shingle, one without words has none."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    words = _WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter)))
    if len(words) < SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def sketch(of: Shingles) -> bytes:
    """The MinHash of a set of shingles, `BANDS * ROWS` numbers of 32 bits."""
    from rensa import RMinHash

    made = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    made.update(sorted(of))
    return struct.pack(f"<{BANDS * ROWS}I", *made.digest())


def buckets(sketched: bytes) -> list[int]:
    """The buckets of a sketch: one for each band, as signed numbers of 64 bits."""
    width = 4 * ROWS
    bands = (b"%d:" % band + sketched[band * width : (band + 1) * width] for band in range(BANDS))
    return [int.from_bytes(hashlib.blake2b(band, digest_size=8).digest(), "big", signed=True) for band in bands]


def share(one: Shingles, other: Shingles) -> float:
    """Which share of the first set stands in the other, 0 to 1."""
    return len(one & other) / len(one) if one else 0.0


def copied(later: Shingles, earlier: Shingles) -> bool:
    """Whether a later text is a copy of an earlier one: they are alike, and a third of the later is the earlier's."""
    return alike(later, earlier) and share(later, earlier) >= PART


def alike(one: Shingles, other: Shingles) -> bool:
    """Whether one of two texts is mostly made of the other.

    A third of the one must stand in the other, and twenty shingles at least; of shorter texts, four fifths: posts of a
    few words on like events are much alike.
    """
    shared, least = len(one & other), min(len(one), len(other))
    return least > 0 and (shared >= max(PART * least, ENOUGH) or shared >= SHORT * least)
