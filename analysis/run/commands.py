"""Commands: what each subcommand of ``boji`` does. Loads what a command needs when it comes to it."""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import islice
from typing import Any

from analysis import run as room
from analysis.errors import BojiError
from analysis.reading.limits import Limits, UnreadableError
from analysis.reading.page import Page, Skipped
from analysis.reading.page_names import record_name
from analysis.reading.pages import Pages, read_pages
from analysis.reading.records import Fields
from analysis.run.easel import FORMATS, Easel
from analysis.run.engine import CHUNK, LOADED, Engine, prepare
from analysis.run.progress import watching
from analysis.run.staging import alone
from analysis.show.messages import say
from analysis.words.tokenizer import Tokenizer

SHOWN_SKIPPED = 5
LIMITS = tuple(limit.name for limit in dataclasses.fields(Limits))
WORK = ".boji"  # in the result folder: what a run over many pages has done so far


def _refusal(key: str, **values: object) -> BojiError:
    """Return the message that ends a command, in both languages."""
    zh, en = (say(key, lang, **values) for lang in ("zh", "en"))
    return BojiError(en, zh)


def _number(options: argparse.Namespace, name: str) -> Any:  # noqa: ANN401  # int, "auto" or None
    value = getattr(options, name)
    if value in ("auto", None):
        return value
    if value.isascii() and value.isdigit() and int(value) >= 1:
        return int(value)
    raise _refusal("error.number", option=f"--{name}", value=value)


def _check_out(options: argparse.Namespace) -> None:
    if options.out.exists() and not options.out.is_dir():
        raise _refusal("error.out_is_file", path=options.out)


def _limits(options: argparse.Namespace) -> Limits:
    return Limits(**{name: getattr(options, f"max_{name}") for name in LIMITS})


def _fields(options: argparse.Namespace) -> Fields:
    return Fields(options.text_field, options.title_field, options.id_field, options.date_field)


def _read(options: argparse.Namespace) -> Pages:
    try:
        pages = read_pages(*options.paths, limits=_limits(options), fields=_fields(options))
        return room.watched.Watched.of(pages.without(options.out) if options.out is not None else pages)
    except FileNotFoundError as error:
        raise _refusal("error.no_path", path=error) from error


def run(options: argparse.Namespace) -> None:
    """Analyse pages and write the result folder."""
    topics, clusters = _number(options, "topics"), _number(options, "clusters")
    _check_out(options)
    pages = _read(options)
    if options.jobs > 1:  # before this process loads what takes as long; one chunk is worked on here
        prepare(working=pages.most() > CHUNK, drawing=options.figures != "none")
    with alone(options.out):
        _tell(options, _run(options, pages, topics, clusters))


def _run(options: argparse.Namespace, pages: Pages, topics: Any, clusters: Any) -> dict[str, Any]:  # noqa: ANN401  # int, "auto" or None
    """Analyse pages and write the result folder; return what ``run.json`` tells."""
    import_module(LOADED)
    tokenizer = Tokenizer.from_files(options.userdict, options.stopwords)
    parameters = {
        name: getattr(options, name) for name in ("topics", "clusters", "unit", "noise", "lang", "as_is", "figures")
    }
    decided = room.decided.read_decisions(options.keep, options.drop).told()
    chosen = {"weights": room.learned.told(options.weights), "mask": room.folder.MASKED[options.mask]}
    parameters |= tokenizer.describe() | decided | chosen
    with (
        Easel(options.jobs, FORMATS[options.figures]) as drawing,
        _engine(options) as engine,
        watching(options.lang) as clock,
    ):
        analysis = room.workflow.TopicAnalysis(
            topics,
            n_clusters=clusters,
            jobs=options.jobs,
            engine=engine,
            tokenizer=tokenizer,
            lang=options.lang,
            repaired=not options.as_is,
            noise=options.noise,
            unit=options.unit,
            weights=options.weights,
            vectors=None,  # a function, which no option can give
            **decided,
            mask=bool(options.mask),
            progress=clock.note,
        )
        one = room.folder.Run(analysis, pages, parameters, clock)
        read = list(islice(pages, room.large.WHOLE + 1))
        _check_pages(options, read, pages)
        if len(read) > room.large.WHOLE:
            read.clear()
            return _run_large(options, one, engine, drawing)
        drawing.start()
        analysis.fit(read)
        return room.folder.write_run(one, options.out, options.lang, drawing)


def _engine(options: argparse.Namespace) -> Engine:
    if options.engine == "dask":
        return room.cluster.ClusterEngine(address=options.scheduler, jobs=options.jobs)
    if options.scheduler is not None:
        raise _refusal("error.scheduler")
    return Engine(options.jobs)


def _run_large(options: argparse.Namespace, one: room.folder.Run, engine: Engine, drawing: Easel) -> dict[str, Any]:
    """Run over more pages than are held at once."""
    folder = options.out / WORK
    if folder.exists() and not options.resume:
        raise _refusal("error.unfinished", path=folder)
    placed = room.large.Large(one, engine).walk(folder)
    facts = room.large_folder.write_large(placed, one, options.out, options.lang, drawing)
    shutil.rmtree(folder)
    return facts


def _check_pages(options: argparse.Namespace, read: list[Page], pages: Pages) -> None:
    if not read:
        _tell_skipped(options, pages.skipped)
        raise _refusal("error.no_pages", paths=" ".join(options.paths), count=len(pages.skipped))


def _tell(options: argparse.Namespace, facts: Mapping[str, Any]) -> None:
    _tell_skipped(options, [Skipped(**one) for one in facts["skipped"]], SHOWN_SKIPPED)
    _tell_skipped(options, [Skipped(**one) for one in facts["cut"]], SHOWN_SKIPPED, "run.cut")
    counts = facts["counts"]
    print(say("run.summary", options.lang, **{**counts, "share": counts["kept_share"]}))
    if options.mask:
        print(say("run.masked", options.lang, count=counts.get("masked", 0)))
    for key, values in facts["notes"]:
        print(say(key, options.lang, **values))
    print(say("run.report", options.lang, path=options.out / "report.html"))


def _tell_skipped(
    options: argparse.Namespace, skipped: Sequence[Skipped], most: int | None = None, key: str = "run.skipped"
) -> None:
    """Name what was skipped: at most so much where ``run.json`` names the rest."""
    if not skipped:
        return
    print(say(key, options.lang, count=len(skipped)), file=sys.stderr)
    for one in skipped[:most]:
        detail = f" ({one.detail})" if one.detail else ""
        print(f"  {one.name}: {say('skip.' + one.reason, options.lang)}{detail}", file=sys.stderr)
    if most is not None and len(skipped) > most:
        print("  " + say("run.and_more", options.lang, count=len(skipped) - most), file=sys.stderr)


def _tell_left(options: argparse.Namespace, pages: Pages) -> None:
    _tell_skipped(options, pages.skipped)
    _tell_skipped(options, pages.cut, key="run.cut")


def apply(options: argparse.Namespace) -> None:
    """Judge new pages with the model of a run."""
    _check_out(options)
    decided = room.decided.read_decisions(options.keep, options.drop).told()
    pages = _read(options)

    with watching(options.lang) as clock:
        analysis = room.workflow.TopicAnalysis.load(
            options.model,
            jobs=options.jobs,
            lang=options.lang,
            repaired=not options.as_is,
            progress=clock.note,
            **decided,
            **({} if options.mask is None else {"mask": options.mask}),  # else as the model was fitted
        )
        read = list(pages)
        _check_pages(options, read, pages)
        judged = analysis.transform(read)
    with alone(options.out):
        room.folder.write_applied(judged, options.out)
    _tell_left(options, pages)
    decisions = analysis.decisions()
    lost = decisions.lost(room.folder.numbers_of(judged.lines, decisions.pages()))
    for key, values in room.folder.lost_note(lost):
        print(say(key, options.lang, **values))
    print(options.out / "lines.csv")


def clean(options: argparse.Namespace) -> None:
    """Write the kept text of pages, one after another."""
    if options.paths in ([], ["-"]):
        if options.out is not None:
            raise _refusal("error.out_of_stdin")
        _clean_stdin(options)
        return
    if options.out is not None:
        _check_out(options)
    pages = _read(options)

    ways = {"weights": options.weights, "mask": bool(options.mask)}
    cleaned = room.cleaning.clean_pages(pages, not options.as_is, options.jobs, **ways)
    if options.out is not None:
        count = room.cleaning.write_clean(cleaned, options.out)
    else:
        count = sum(_print_page(page, text, options.jsonl) for page, text in cleaned)
    _tell_left(options, pages)
    if not count:
        raise _refusal("error.no_pages", paths=" ".join(options.paths), count=len(pages.skipped))


def _print_page(page: str, text: str, as_record: bool) -> int:
    """Write a page's kept text to the standard output and count it; pages of text stand a blank line apart."""
    sys.stdout.write(_record({"page": page, "text": text}) if as_record else f"{text}\n")
    return 1


def _record(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _clean_stdin(options: argparse.Namespace) -> None:
    records = room.cleaning.Records(_fields(options), _limits(options), options.weights, bool(options.mask))
    piped = room.piped.Piped.of(sys.stdin.buffer, records)
    kind = piped.kind() if options.input == "auto" else options.input
    if kind in ("jsonl", "json"):
        _clean_records(options, piped, array=kind == "json")
        return
    try:
        kept, cut = piped.page(kind == "html", not options.as_is)
    except UnreadableError as error:
        raise _refusal(f"skip.{error.args[0]}") from error
    sys.stdout.write(_record({"page": "-", "text": kept}) if options.jsonl else kept)
    _tell_skipped(options, cut, key="run.cut")


def _clean_records(options: argparse.Namespace, piped: room.piped.Piped, array: bool) -> None:
    bad, cut = 0, list[Skipped]()
    for number, one in enumerate(piped.rows(not options.as_is, options.jobs, array), 1):
        bad += one.row is None
        sys.stdout.write("" if one.row is None else _record(one.row))
        cut += [Skipped(record_name("-", number), "cut", one.cut)] if one.cut else []
    if bad:
        print(say("clean.bad_records", options.lang, count=bad), file=sys.stderr)
    _tell_skipped(options, cut, key="run.cut")


def report(options: argparse.Namespace) -> None:
    """Write the report of a result folder again."""
    path = room.folder.rewrite_report(options.dir, options.lang, options.labels, options.mask)
    print(say("run.report", options.lang, path=path))


def figures(options: argparse.Namespace) -> None:
    """Draw the figures of a result folder again."""
    for path in room.folder.redraw_figures(options.dir, options.lang, Easel(formats=FORMATS[options.figures])):
        print(path)


def evaluate(options: argparse.Namespace) -> None:
    """Score a result folder against lines marked by hand."""
    scores = room.evaluate.score_against(options.gold, options.dir)
    print(say("eval.scores", options.lang, **scores))


def learn(options: argparse.Namespace) -> None:
    """Learn weights from marked lines."""
    _check_out(options)
    pages = _read(options)
    with alone(options.out):
        learned = room.learned.learn_weights(options.gold, pages, options.out, weights=options.weights)
    _tell_left(options, pages)
    for key, values in room.folder.lost_note(learned.lost):
        print(say(key, options.lang, **values))
    key = "learn.held_out" if learned.pages > 1 else "learn.one_page"
    print(say(key, options.lang, **learned._asdict(), path=options.out))


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "run": run,
    "clean": clean,
    "apply": apply,
    "report": report,
    "figures": figures,
    "eval": evaluate,
    "learn": learn,
}
