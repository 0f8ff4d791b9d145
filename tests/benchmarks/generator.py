"""Pages as aggregators have them, any number of them, to measure cost against size: all sentences are made here.

    python -m tests.benchmarks.generator N OUT [--seed 0]

Writes JSONL files of 1,000 records (``title``, ``text``) into ``OUT/pages/siteNN``, and ``OUT/labels.tsv`` with the
subject of each page. The same number and seed give the same bytes. A page is an article on one of the subjects of
`generator_words` amid a site's menus, read-more headlines of other subjects, widgets, adverts and notices; some repeat
an earlier page of their file with another site's noise, and a few hold no article at all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.benchmarks import generator_words as words

PER_FILE, SITES = 1_000, 40
COPIED, ODD = 0.06, 0.01  # shares of pages that repeat another, and that hold no article
NAMES_PER_PAGE = 0.02  # the names of persons, firms and villages grow with the pages
FEWEST_NAMES = 400
SUBJECTS = {name: known.split() for name, known in words.SUBJECTS.items()}


class Names(NamedTuple):
    """Invented persons, firms and places."""

    persons: list[str]
    firms: list[str]
    places: list[str]


class Made(NamedTuple):
    """A page: its subject, its title, the lines of its article."""

    subject: str
    title: str
    body: list[str]


def names_for(n_pages: int, seed: int) -> Names:
    """Invent names, more of them for more pages."""
    draw = Random(f"names {seed}")
    many = max(FEWEST_NAMES, int(n_pages * NAMES_PER_PAGE))

    def syllables(n: int) -> str:
        return "".join(draw.choices(words.GIVEN, k=n))

    persons = [draw.choice(words.SURNAMES) + syllables(draw.choice((1, 2, 2))) for _ in range(many)]
    places = ["".join(draw.sample(words.PLACES, 2)) + draw.choice(words.PLACE_ENDS) for _ in range(many)]
    firms = [syllables(2) + draw.choice(words.FIRM_MIDDLES) + draw.choice(words.FIRM_ENDS) for _ in range(many // 2)]
    return Names(persons, firms, places)


class Writer:
    """Writes the pages of one file.

    Parameters
    ----------
    site : int
    draw : Random
        The same state gives the same pages.
    names : Names
    """

    def __init__(self, site: int, draw: Random, names: Names) -> None:
        self.draw, self.names = draw, names
        fixed = Random(f"site {site}")
        self.site = fixed.choice(words.SITE_NAMES) + str(site)
        self.menus = ["  ".join(fixed.sample(words.MENUS, fixed.randint(6, 14))) for _ in range(fixed.randint(1, 3))]
        code = str(fixed.randint(10_000_000, 99_999_999))
        self.legal = [t.format(site=self.site, code=code) for t in fixed.sample(words.LEGAL, fixed.randint(1, 3))]
        self.known: list[Made] = []

    def page(self) -> tuple[str, dict[str, str]]:
        """Return the subject of a page, empty for one without an article, and its record."""
        chance = self.draw.random()
        if chance < ODD:
            return "", self._odd()
        made = self._copy() if chance < ODD + COPIED and self.known else self._article()
        self.known.append(made)
        lines = [*self.menus, self._byline(), *made.body, *self._tail(made.subject)]
        return made.subject, {"title": made.title, "text": "\n".join(lines)}

    def _article(self) -> Made:
        subject = self.draw.choice(list(SUBJECTS))
        body = [self._paragraph(subject) for _ in range(self.draw.randint(4, 11))]
        return Made(subject, self._filled(self.draw.choice(words.HEADS), subject), body)

    def _copy(self) -> Made:
        made = self.draw.choice(self.known)
        if self.draw.random() < 0.5:
            return made
        at = self.draw.randrange(len(made.body))
        return made._replace(body=[*made.body[:at], made.body[at] + "本报将继续关注。", *made.body[at + 1 :]])

    def _paragraph(self, subject: str) -> str:
        said = (self._filled(self.draw.choice(words.PATTERNS), subject) for _ in range(self.draw.randint(1, 4)))
        return "".join(sentence + self.draw.choice(words.ENDS) for sentence in said)[:-1] + "。"

    def _filled(self, pattern: str, subject: str) -> str:
        draw, names = self.draw, self.names
        a, b, c = draw.sample(SUBJECTS[subject], 3)
        return pattern.format(
            a=a, b=b, c=c, person=draw.choice(names.persons), firm=draw.choice(names.firms),
            place=draw.choice(names.places), place2=draw.choice(names.places),
            n=draw.randint(2, 980), month=draw.randint(1, 12), day=f"{draw.randint(1, 28)}日",
        )  # fmt: skip

    def _byline(self) -> str:
        draw = self.draw
        day = f"{draw.randint(2015, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        clock, source = f"{draw.randint(0, 23):02}:{draw.randint(0, 59):02}", draw.choice(words.SITE_NAMES)
        return f"{day} {clock} 来源：{source} 编辑：{draw.choice(self.names.persons)}"

    def _tail(self, subject: str) -> Iterator[str]:
        draw = self.draw
        others = [s for s in SUBJECTS if s != subject]
        yield from (w.format(n=draw.randint(1, 999)) for w in draw.sample(words.WIDGETS, draw.randint(1, 3)))
        for way in ("上一篇：", "下一篇："):
            yield way + self._filled(draw.choice(words.HEADS), draw.choice(others))
        if draw.random() < 0.6:
            yield draw.choice(words.ADVERTS).format(n=draw.randint(9, 300))
        yield draw.choice(("相关阅读", "猜你喜欢", "热门推荐", "延伸阅读"))
        for _ in range(draw.randint(3, 8)):
            yield self._filled(draw.choice(words.HEADS), draw.choice(others))
        yield from self.legal

    def _odd(self) -> dict[str, str]:
        one_line = "".join(self._paragraph(self.draw.choice(list(SUBJECTS))) for _ in range(60))
        lost = "Page not found\nThe page you are looking for has moved.\nBack to home"
        return {"title": "", "text": self.draw.choice(("\n".join(self.menus), one_line, lost))}


def write_pages(n: int, out: Path, seed: int = 0) -> None:
    """Write pages into ``out/pages``, and the subject of each into ``out/labels.tsv``."""
    names = names_for(n, seed)
    out.mkdir(parents=True, exist_ok=True)
    with (out / "labels.tsv").open("w", encoding="utf-8", newline="\n") as labels:
        for number, start in enumerate(range(0, n, PER_FILE)):
            site = number % SITES
            name = f"site{site:02}/part-{number:06}.jsonl"
            path = out / "pages" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            writer = Writer(site, Random(f"{seed} {number}"), names)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                for i in range(1, min(PER_FILE, n - start) + 1):
                    subject, record = writer.page()
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    labels.write(f"{name}#{i}\t{subject}\n")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write_pages(options.n, options.out, options.seed)


if __name__ == "__main__":
    main()
