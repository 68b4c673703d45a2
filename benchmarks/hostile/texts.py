"""Plain text, Markdown and JSON that is broken, huge, or none."""

from __future__ import annotations

import json
import random

from benchmarks.hostile.case import REPORT, Case

_random = random.Random(7)
_noise = bytes(_random.randrange(128, 256) for _ in range(200_000))
_good_line = json.dumps({"text": REPORT}).encode()
_laughs = "---\na0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)) + "---\n"

CASES = [
    Case("text/empty.txt", b"", "empty"),
    Case("text/blanks.txt", b" \r\n\t\xc2\xa0\n" * 1000, "empty"),
    Case("text/mark only.txt", b"\xef\xbb\xbf", "empty"),
    Case("text/zeros inside.txt", REPORT.encode() + bytes(9) + REPORT.encode(), "binary"),
    Case("text/all bytes.txt", bytes(range(256)) * 500, "binary"),
    Case("text/controls.txt", b"\x01\x02\x03\x04report\x05" * 5000, "binary"),
    Case("text/noise.txt", _noise, "binary"),
    Case("text/picture.txt", b"\x89PNG\r\n\x1a\n" + _noise, "binary"),
    Case("text/program.md", b"\x7fELF" + bytes(5000), "binary"),
    Case("text/database", b"SQLite format 3\x00" + bytes(5000), "binary"),
    Case("text/utf-16 cut.txt", b"\xff\xfe" + REPORT.encode("utf-16-le")[:-1], "encoding"),
    Case("text/utf-32 broken.txt", b"\xff\xfe\x00\x00" + b"\xff" * 64, "encoding"),
    Case("text/cyrillic of no known page.txt", "Обстрел Каруна во вторник. ".encode("koi8-r") * 9, "encoding ok"),
    Case("text/one line.txt", lambda: b"Shells fell on Qarun " * 4_000_000, "too-large", heavy=True),
    Case("text/no blanks.txt", b"a" * 3_900_000, "too-large"),
    Case("text/a million letters.txt", b"a" * 1_000_000, "ok"),
    Case("text/capitals.txt", b"A" * 400_000 + b"\n" + b"A, " * 100_000, "ok"),
    Case("text/brackets.txt", b"QARUN (" * 100_000, "ok"),
    Case("text/dates without end.txt", b"Published: 1 May 2019 1 May 2019 " * 20_000, "ok"),
    Case("text/digits.txt", b"1" * 500_000 + b"-01-01", "ok"),
    Case("text/turned.txt", ("\u202e\u2066" * 1000 + REPORT).encode(), "ok"),
    Case("text/combining.txt", ("Z" + "\u0300" * 200_000 + REPORT).encode(), "ok"),
    Case("markdown/no mapping.md", b"---\n- [}\n---\n" + REPORT.encode(), "front-matter"),
    Case("markdown/laughs.md", _laughs.encode() + REPORT.encode(), "ok"),
    Case("markdown/deep.md", b"---\na: " + b"[" * 5000 + b"\n---\n" + REPORT.encode(), "too-deep", heavy=True),
    Case("markdown/objects.md", b"---\na: !!python/object/apply:os.system [id]\n---\n" + REPORT.encode(), "ok"),
    Case("markdown/long front.md", b"---\n" + b"a: b\n" * 700_000 + b"---\n" + REPORT.encode(), "ok too-large"),
    Case("markdown/no end.md", b"---\n" + b"#" * 900_000, "ok"),
    Case("json/deep.json", b"[" * 1_000_000, "json"),
    Case("json/deep and closed.json", b"[" * 200_000 + b"]" * 200_000, "json"),
    Case("json/deep objects.json", b'{"a":' * 200_000, "json"),
    Case("json/huge number.json", b'{"text": ' + b"9" * 1_000_000 + b"}", "json"),
    Case("json/huge exponent.json", b'{"text": 1e99999999}', "no-text"),
    Case("json/not a number.json", b'{"text": NaN}', "no-text"),
    Case("json/two values.json", b'{"text": "a"} {"text": "b"}', "json"),
    Case("json/cut.json", b'{"text": "Shells fell', "json"),
    Case("json/no utf-8.json", b'{"text": "Shells \xff\xfe\xfd fell on ' + _noise[:2000] + b'"}', "binary"),
    Case("json/lone surrogates.json", b'{"text": "Shells \\ud800\\u0000 fell on Qarun."}', "ok"),
    Case("json/a million items.json", b"[" + b"0," * 1_000_000 + b"0]", "json hopeless", heavy=True),
    Case("json/zeros.json", lambda: b"[" + b"0," * 40_000_000 + b"0]", "json hopeless too-much-memory", heavy=True),
    Case("json/same key.json", b"{" + b'"text": "a", ' * 100_000 + b'"text": "Shells fell."}', "ok"),
    Case(
        "jsonl/broken between.jsonl",
        b"\n".join([_good_line, b"{", _good_line, b"[]", b"\xff", b'{"text":4}']),
        "ok json no-text encoding empty",
    ),
    Case(
        "jsonl/a long line between.jsonl",
        lambda: b"\n".join([_good_line, b'{"text": "' + b"x" * 11_000_000 + b'"}', _good_line]),
        "ok too-large-file",
    ),
    Case("jsonl/deep between.jsonl", b"\n".join([_good_line, b"[" * 500_000, _good_line]), "ok json"),
    Case("jsonl/blank lines.jsonl", b"\n" * 3_000_000, "empty"),
    Case("jsonl/gzip.jsonl", b"\x1f\x8b\x08" + _noise[:500], "damaged"),
]
