"""Train the shipped parser from Universal Dependencies treebanks.

usage: python training/train_parser.py TREEBANKS OUT [--steps N]

TREEBANKS holds train.conllu.gz, dev.conllu.gz and test.conllu.gz (UD_English-EWT, with the freely licensed genres of
UD_English-GUM added to train). OUT receives the spaCy pipeline and `scores.json`, measured on the test part with the
pipeline's own tokens.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus
from spacy.vocab import Vocab

from domain import substitute

CONFIG = Path(__file__).with_name("parser.cfg")
# Reports often reach a monitor with their commas or their case lost (scraped, forwarded, headlines), so the parser
# sees some sentences in that state too.
WITHOUT_COMMAS = 0.2
HEADLINE_CASE = 0.04
IN_DOMAIN = 0.5


def sentences(file: Path) -> Iterator[list[list[str]]]:
    """The token rows of each sentence, with multiword ranges and empty nodes left out.

    The tenth column of a row becomes "no" where no space follows the token.
    """
    rows: list[list[str]] = []
    glued_until = 0
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield rows
                rows, glued_until = [], 0
            elif not line.startswith("#"):
                row = line.split("\t")
                if "-" in row[0]:
                    glued_until = int(row[0].split("-")[1])
                    last_glued = "SpaceAfter=No" in row[9]
                elif "." not in row[0]:
                    number = int(row[0])
                    inside = number < glued_until
                    at_end = number == glued_until and last_glued
                    row[9] = "no" if inside or at_end or "SpaceAfter=No" in row[9] else "yes"
                    rows.append(row)
    if rows:
        yield rows


def to_doc(vocab: Vocab, rows: list[list[str]]) -> Doc:
    """One sentence as a document with its tags, heads and labels."""
    place = {row[0]: i for i, row in enumerate(rows)}
    return Doc(
        vocab,
        words=[row[1] for row in rows],
        spaces=[row[9] == "yes" for row in rows],
        tags=[row[4] for row in rows],
        heads=[place[row[6]] if row[6] != "0" else i for i, row in enumerate(rows)],
        deps=[row[7] if row[6] != "0" else "ROOT" for row in rows],
        sent_starts=[i == 0 for i in range(len(rows))],
    )


def without_commas(rows: list[list[str]]) -> list[list[str]]:
    """The sentence with its commas gone (they never govern a word)."""
    heads = {row[6] for row in rows}
    kept = [list(row) for row in rows if row[1] != "," or row[0] in heads]
    for row in kept:
        row[9] = row[9] if row[9] == "no" else "yes"
    return kept


def headline_case(rows: list[list[str]]) -> list[list[str]]:
    """The sentence With Each Longer Word Capitalised and the full stop gone."""
    made = [list(row) for row in rows]
    for row in made:
        if len(row[1]) > 3 and row[1].islower():
            row[1] = row[1].capitalize()
    if made[-1][1] == "." and len(made) > 2:
        made.pop()
    return made


def write(file: Path, out: Path, *, vary: bool) -> None:
    """Convert a treebank to spaCy's binary form; with `vary`, add the damaged copies."""
    vocab, bin_, rng = Vocab(), DocBin(), random.Random(1)
    for rows in sentences(file):
        bin_.add(to_doc(vocab, rows))
        if vary and len(rows) > 4 and rng.random() < IN_DOMAIN:
            copy = substitute(rows, rng)
            bin_.add(to_doc(vocab, without_commas(copy) if rng.random() < WITHOUT_COMMAS else copy))
        if vary and rng.random() < WITHOUT_COMMAS and any(row[1] == "," for row in rows):
            bin_.add(to_doc(vocab, without_commas(rows)))
        elif vary and len(rows) > 4 and rng.random() < HEADLINE_CASE:
            bin_.add(to_doc(vocab, headline_case(rows)))
    bin_.to_disk(out)


def main() -> None:
    """Convert the treebanks, train, measure, and write the pipeline to ship."""
    parser = argparse.ArgumentParser(description="Train the shipped parser.")
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=14000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for part in ("train", "dev", "test", "gumnews"):
            write(asked.treebanks / f"{part}.conllu.gz", work / f"{part}.spacy", vary=part == "train")
        overrides = {
            "paths.train": str(work / "train.spacy"),
            "paths.dev": str(work / "dev.spacy"),
            "training.max_steps": asked.steps,
            "training.optimizer.learn_rate.total_steps": asked.steps,
        }
        train(CONFIG, asked.out, overrides=overrides)
        nlp = spacy.load(asked.out / "model-best")
        scores = {}
        for part in ("test", "gumnews"):
            found = nlp.evaluate(list(Corpus(work / f"{part}.spacy")(nlp)))
            scores[part] = {key: round(found[key], 4) for key in ("token_acc", "tag_acc", "dep_uas", "dep_las")}
        (asked.out / "scores.json").write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
        nlp.config["paths"].update(train=None, dev=None)  # this machine's folders, gone by now
        nlp.to_disk(asked.out / "model")


if __name__ == "__main__":
    main()
