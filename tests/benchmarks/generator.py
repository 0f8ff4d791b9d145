"""Pages as aggregators have them, any number of them, to measure cost against size: all sentences are made here.

    python -m tests.benchmarks.generator N OUT [--seed 0]

Writes JSONL files of 1,000 records (``title``, ``text``) into ``OUT/pages/siteNN``, and ``OUT/labels.tsv``, the name of
each page and its subject. The same number and seed give the same bytes. A page is an article on one of the subjects of
`generator_words` amid what `generator_noise` has sites put around it: menus, bylines, widgets, read-more headlines of
other subjects, adverts, notices. Some pages repeat an article of their file amid another site's noise, sometimes with a
changed paragraph; a few hold no article at all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.benchmarks import generator_noise as noise
from tests.benchmarks import generator_patterns as given
from tests.benchmarks.generator_voice import LEXICONS, Names, Pattern, Voice, names_for, patterns

PER_FILE, SITES = 1_000, 40
COPIED, ODD = 0.06, 0.01  # shares of pages that repeat another, and that hold no article
EDITED = 0.4  # of the repeated ones
FRESH = 0.5  # of read-more headlines; the others are titles of pages before
DOUBLE = 0.3  # of headlines, those of two parts
RECENT = 200  # titles that a site still links to
ENDS = "。。。。。。。！；"
SUBJECTS = tuple(LEXICONS)
HEADS, HEADINGS = patterns(given.HEADS), patterns(given.HEADINGS)
LEADS, CAPTIONS, REMARKS = patterns(noise.LEADS), patterns(noise.CAPTIONS), patterns(noise.REMARKS)
ADVERTS, SHARES, COMMENTS = patterns(noise.ADVERTS), patterns(noise.SHARES), patterns(noise.COMMENTS)
BLOCKS = ("share", "neighbours", "related", "hot", "advert", "comments")


class Article(NamedTuple):
    """What a page is about, its title, its lines."""

    subject: str
    title: str
    body: list[str]


class Site:
    """What all pages of a site have alike: its menus, how it writes bylines and lists, its blocks and their order."""

    def __init__(self, number: int) -> None:
        draw = Random(f"site {number}")
        stems, ends = noise.SITE_STEMS, noise.SITE_ENDS
        self.name = stems[number % len(stems)] + ends[(7 * number + number // len(stems)) % len(ends)]
        joint = draw.choice(noise.JOINTS)
        rows, entries = (1, draw.randint(4, 6)) if joint == "\n" else (draw.randint(1, 2), draw.randint(7, 14))
        self.menus = [joint.join(draw.sample(noise.MENUS, entries)) for _ in range(rows)]
        self.crumb = Pattern.of(draw.choice(noise.CRUMBS)) if draw.random() < 0.7 else None
        self.byline, self.closing = Pattern.of(draw.choice(noise.BYLINES)), Pattern.of(draw.choice(noise.CLOSINGS))
        self.shares = draw.sample(SHARES, draw.randint(1, 3))
        self.comments = draw.sample(COMMENTS, draw.randint(1, 2))
        self.related, self.hot = draw.choice(noise.RELATED), draw.choice(noise.HOT)
        self.bullet, self.before_after = draw.choice(noise.BULLETS), draw.choice(noise.NEIGHBOURS)
        self.blocks = draw.sample(BLOCKS, draw.randint(3, 4))
        code = str(draw.randint(1_000_000, 9_999_999))
        self.legal = [t.format(site=self.name, code=code) for t in draw.sample(noise.LEGAL, draw.randint(1, 3))]


ALL_SITES = [Site(number) for number in range(SITES)]


class Writer:
    """Writes the pages of one file.

    Parameters
    ----------
    site : Site
    draw : Random
        The same state gives the same pages.
    names : Names
    """

    def __init__(self, site: Site, draw: Random, names: Names) -> None:
        self.site, self.draw, self.voice = site, draw, Voice(draw, names)
        self.known: list[Article] = []
        self.hot = [self._headline(draw.choice(SUBJECTS)) for _ in range(30)]

    def page(self) -> tuple[str, dict[str, str]]:
        """Return the subject of a page, empty for one without an article, and its record."""
        chance = self.draw.random()
        if chance < ODD:
            return "", self._odd()
        copied = chance < ODD + COPIED and bool(self.known)
        site = self.draw.choice([s for s in ALL_SITES if s is not self.site]) if copied else self.site
        made = self._copy() if copied else self._article()
        self.known.append(made)
        lines = [*self._top(site, made), *self._middle(made.body), *self._bottom(site, made.subject)]
        return made.subject, {"title": made.title, "text": "\n".join(lines)}

    def _article(self) -> Article:
        draw = self.draw
        subject = draw.choice(SUBJECTS)
        self.voice.speak_of(LEXICONS[subject])
        title = self._head()
        body = [self._paragraph() for _ in range(draw.randint(4, 8))]
        if draw.random() < 0.2:
            body.insert(draw.randrange(1, len(body)), self.voice.say(draw.choice(CAPTIONS)))
        if len(body) > 6 and draw.random() < 0.4:
            for at, heading in zip((5, 2), draw.sample(HEADINGS, 2), strict=True):
                body.insert(at, self.voice.say(heading))
        return Article(subject, title, body)

    def _copy(self) -> Article:
        made = self.draw.choice(self.known)
        self.voice.speak_of(LEXICONS[made.subject])
        if self.draw.random() >= EDITED:
            return made
        at = self.draw.randrange(len(made.body))
        return made._replace(body=[*made.body[:at], self._paragraph(), *made.body[at + 1 :]])

    def _paragraph(self) -> str:
        draw = self.draw
        said = [self.voice.sentence() for _ in range(draw.choice((1, 1, 2, 2, 3)))]
        return "".join([sentence + draw.choice(ENDS) for sentence in said[:-1]]) + said[-1] + "。"

    def _top(self, site: Site, made: Article) -> Iterator[str]:
        draw = self.draw
        self.voice.know(
            site=site.name,
            outlet=draw.choice(ALL_SITES).name if draw.random() < 0.6 else site.name,
            section=LEXICONS[made.subject].section,
            date=f"{draw.randint(2015, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            clock=f"{draw.randint(6, 23):02}:{draw.randint(0, 59):02}",
        )
        yield from site.menus
        if site.crumb:
            yield self.voice.say(site.crumb)
        yield made.title
        yield self.voice.say(site.byline)

    def _middle(self, body: list[str]) -> Iterator[str]:
        draw = self.draw
        broken = draw.randrange(1, len(body)) if draw.random() < 0.15 else 0
        lead = self.voice.say(draw.choice(LEADS)) if draw.random() < 0.3 else ""
        for at, line in enumerate(body):
            if at and at == broken:
                yield draw.choice(noise.BREAKS)
            yield line if at else lead + line

    def _bottom(self, site: Site, subject: str) -> Iterator[str]:
        draw, say = self.draw, self.voice.say
        if draw.random() < 0.6:
            yield say(site.closing)
        for block in site.blocks:
            if block == "share":
                yield from map(say, site.shares)
            elif block == "comments":
                yield from map(say, site.comments)
                if draw.random() < 0.2:
                    yield f"网友{draw.randint(1_000, 99_999)}：{say(draw.choice(REMARKS))}"
            elif block == "advert" and draw.random() < 0.7:
                yield say(draw.choice(ADVERTS))
            elif block == "neighbours":
                yield from (way + self._link(subject) for way in site.before_after)
            elif block == "related":
                yield site.related
                yield from self._listed(site, [self._link(subject) for _ in range(draw.randint(2, 4))])
            elif block == "hot":
                yield site.hot
                start = len(self.known) // 50 % 25  # the same for fifty pages, then one gives way to the next
                yield from self._listed(site, self.hot[start : start + 3])
        yield from site.legal

    def _listed(self, site: Site, headlines: list[str]) -> Iterator[str]:
        for number, headline in enumerate(headlines, 1):
            if site.bullet == "number":
                yield f"{number} {headline}"
            elif site.bullet == "date":
                yield f"{headline} {self.draw.randint(1, 12):02}-{self.draw.randint(1, 28):02}"
            else:
                yield site.bullet + headline

    def _link(self, subject: str) -> str:
        if self.draw.random() >= FRESH:
            other = self.draw.choice(self.known[-RECENT:])
            if other.subject != subject:
                return other.title
        return self._headline(self.draw.choice([s for s in SUBJECTS if s != subject]))

    def _headline(self, subject: str) -> str:
        self.voice.mention(LEXICONS[subject])
        return self._head()

    def _head(self) -> str:
        parts = self.draw.sample(HEADS, 2 if self.draw.random() < DOUBLE else 1)
        return " ".join([self.voice.say(part) for part in parts])

    def _odd(self) -> dict[str, str]:
        subject = self.draw.choice(SUBJECTS)
        self.voice.speak_of(LEXICONS[subject])
        one_line = "".join(self._paragraph() for _ in range(60))
        menus = "\n".join([*self.site.menus, *self.site.legal])
        return {"title": self.site.name, "text": self.draw.choice((menus, one_line, self.draw.choice(noise.LOST)))}


def write_pages(n: int, out: Path, seed: int = 0) -> None:
    """Write pages into ``out/pages``, and the subject of each into ``out/labels.tsv``."""
    names = names_for(n, seed)
    out.mkdir(parents=True, exist_ok=True)
    with (out / "labels.tsv").open("w", encoding="utf-8", newline="\n") as labels:
        for number, start in enumerate(range(0, n, PER_FILE)):
            name = f"site{number % SITES:02}/part-{number:06}.jsonl"
            path = out / "pages" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            writer = Writer(ALL_SITES[number % SITES], Random(f"{seed} {number}"), names)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                for i in range(1, min(PER_FILE, n - start) + 1):
                    subject, record = writer.page()
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    labels.write(f"{name}#{i}\t{subject}\n")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, help="pages")
    parser.add_argument("out", type=Path, help="folder to write into")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write_pages(options.n, options.out, options.seed)


if __name__ == "__main__":
    main()
