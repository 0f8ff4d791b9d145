"""The command ``boji``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from analysis.messages import LANGUAGES, default_language, say

OK, FAILED, STOPPED = 0, 1, 130  # argparse itself exits with 2 for wrong use
SHOWN_SKIPPED = 5
INPUTS = ("auto", "text", "html", "jsonl")


class Refusal(Exception):  # noqa: N818  # a refusal is not an error of ours
    """A message for the user, and the command ends."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0 done, 1 could not, 2 wrong use, 130 stopped."""
    options = _parser().parse_args(argv)
    options.lang = options.lang or default_language()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    warnings.simplefilter("ignore")  # what a user can act on is said in messages
    try:
        options.do(options)
        sys.stdout.flush()  # here, where a closed pipe is no error
    except Refusal as refusal:
        print(f"boji: {refusal}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print(say("error.stopped", options.lang), file=sys.stderr)
        return STOPPED
    except (OSError, ValueError) as error:
        print(f"boji: {say('error.other', options.lang, detail=error)}", file=sys.stderr)
        return FAILED
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boji",
        description="簸箕：从网页文字里分出正文与杂讯，找出主题，归拢页面。 "
        "Separate the article from the noise in Chinese pages, find topics, group the pages.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = _command(commands, "run", _run, "分析页面，写出表格、图与报告 / analyse pages; write tables, figures, report")
    _paths(run)
    run.add_argument("--topics", default="auto", metavar="auto|N", help="主题数 / number of topics (auto)")
    run.add_argument("--clusters", metavar="auto|N", help="聚类数，默认同 --topics / number of clusters (as --topics)")
    run.add_argument("--noise", action="store_true", help="零散页面不归类 / leave stray pages without a cluster")
    run.add_argument(
        "--userdict", type=Path, metavar="FILE", help="用户词典，一行一词 / user dictionary, a word a line"
    )
    run.add_argument("--stopwords", type=Path, metavar="FILE", help="停用词，一行一词 / more stop words, one a line")
    _as_is(run)
    _add_clean(commands)
    apply = _command(commands, "apply", _apply, "用已有模型判断新页面 / judge new pages with a fitted model")
    apply.add_argument("model", type=Path, help="boji run 写出的 model 文件夹 / the model folder of a run")
    _paths(apply)
    _as_is(apply)
    report = _command(commands, "report", _report, "由结果重写报告 / write the report of a result folder again")
    report.add_argument("dir", type=Path)
    figures = _command(commands, "figures", _figures, "由结果重画图 / draw the figures of a result folder again")
    figures.add_argument("dir", type=Path)
    score = _command(commands, "eval", _eval, "与标注比较 / score a result folder against gold lines")
    score.add_argument("gold", type=Path, help="TSV: page, line, role, ambiguous")
    score.add_argument("dir", type=Path)
    return parser


def _command(commands: Any, name: str, do: Any, text: str) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse
    made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    made.set_defaults(do=do)
    made.add_argument(
        "--lang", choices=LANGUAGES, help="信息、理由、图与报告的语言 / language of messages, figures, report"
    )
    return made


def _add_clean(commands: Any) -> None:  # noqa: ANN401  # argparse
    clean = _command(commands, "clean", _clean, "只要正文，逐页过滤 / kept text only, page by page, as a filter")
    clean.add_argument(
        "paths", nargs="*", metavar="PATH", help="- 或不写为标准输入 / files, folders; - or none for stdin"
    )
    clean.add_argument(
        "--out", type=Path, metavar="DIR", help="结果文件夹，不写为标准输出 / folder; without it, stdout"
    )
    clean.add_argument("--input", choices=INPUTS, default="auto", help="标准输入是什么 / what stdin holds (auto)")
    clean.add_argument("--jsonl", action="store_true", help="每页输出一条 JSON 记录 / write a JSON record a page")
    _as_is(clean)
    _jobs(clean)


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="文件、文件夹或通配符 / files, folders or patterns")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="结果文件夹 / result folder")
    _jobs(command)


def _jobs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=_count, default=1, metavar="N", help="进程数 / processes (1)")


def _as_is(command: argparse.ArgumentParser) -> None:
    command.add_argument("--as-is", action="store_true", help="留下的文字不作修补 / do not mend the kept text")


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {value}")
    return value


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> NoReturn:
        from importlib.metadata import version  # noqa: PLC0415  # reading it takes time that --help should not

        print(version("boji"))
        parser.exit()


def _number(options: argparse.Namespace, name: str) -> Any:  # noqa: ANN401  # int, "auto" or None
    value = getattr(options, name)
    if value in ("auto", None):
        return value
    if value.isascii() and value.isdigit() and int(value) >= 1:
        return int(value)
    raise Refusal(say("error.number", options.lang, option=f"--{name}", value=value))


def _check_out(options: argparse.Namespace) -> None:
    if options.out.exists() and not options.out.is_dir():
        raise Refusal(say("error.out_is_file", options.lang, path=options.out))


def _read(options: argparse.Namespace) -> Any:  # noqa: ANN401  # Pages, imported late
    from analysis.pages import read_pages  # noqa: PLC0415  # late imports keep --help instant; so below

    try:
        pages = read_pages(*options.paths)
        return pages.without(options.out) if options.out is not None else pages
    except FileNotFoundError as error:
        raise Refusal(say("error.no_path", options.lang, path=error)) from error


def _run(options: argparse.Namespace) -> None:
    topics, clusters = _number(options, "topics"), _number(options, "clusters")
    _check_out(options)
    pages = _read(options)
    from analysis.results import Run, write_run  # noqa: PLC0415
    from analysis.screen import watching  # noqa: PLC0415
    from analysis.tokens import Tokenizer  # noqa: PLC0415
    from analysis.workflow import TopicAnalysis  # noqa: PLC0415

    tokenizer = Tokenizer(userdict=options.userdict, stopwords=options.stopwords)
    parameters = {name: getattr(options, name) for name in ("topics", "clusters", "noise", "lang", "as_is")}
    parameters |= tokenizer.describe()
    with watching(options.lang) as clock:
        analysis = TopicAnalysis(topics, clusters, options.jobs, tokenizer, options.lang, clock.note)
        analysis.repaired, analysis.noise = not options.as_is, options.noise
        read = list(pages)
        _check_pages(options, read, pages)
        analysis.fit(read)
        clock.note("stage.write", 0)
        write_run(Run(analysis, pages, parameters, clock), options.out)
    _tell(options, analysis, pages)


def _check_pages(options: argparse.Namespace, read: list[Any], pages: Any) -> None:  # noqa: ANN401  # Pages, imported late
    if not read:
        _tell_skipped(options, pages)
        raise Refusal(say("error.no_pages", options.lang, paths=" ".join(options.paths), count=len(pages.skipped)))


def _tell(options: argparse.Namespace, analysis: Any, pages: Any) -> None:  # noqa: ANN401  # imported late
    from analysis.results import notes_of  # noqa: PLC0415

    _tell_skipped(options, pages)
    lines = analysis.lines_
    size = lines["text"].str.len()
    print(
        say(
            "run.summary",
            options.lang,
            pages=len(analysis.pages_),
            lines=len(lines),
            kept=int(lines["keep"].sum()),
            share=float(size[lines["keep"] == 1].sum() / max(1, size.sum())),
            topics=len(analysis.topics_),
            clusters=len(analysis.clusters_),
        )
    )
    for key, values in notes_of(analysis):
        print(say(key, options.lang, **values))
    print(say("run.report", options.lang, path=options.out / "report.html"))


def _tell_skipped(options: argparse.Namespace, pages: Any) -> None:  # noqa: ANN401  # Pages, imported late
    if not pages.skipped:
        return
    print(say("run.skipped", options.lang, count=len(pages.skipped)), file=sys.stderr)
    for one in pages.skipped[:SHOWN_SKIPPED]:
        detail = f" ({one.detail})" if one.detail else ""
        print(f"  {one.name}: {say('skip.' + one.reason, options.lang)}{detail}", file=sys.stderr)
    if len(pages.skipped) > SHOWN_SKIPPED:
        print("  " + say("run.and_more", options.lang, count=len(pages.skipped) - SHOWN_SKIPPED), file=sys.stderr)


def _apply(options: argparse.Namespace) -> None:
    _check_out(options)
    pages = _read(options)
    from analysis.results import write_applied  # noqa: PLC0415
    from analysis.screen import watching  # noqa: PLC0415
    from analysis.workflow import TopicAnalysis  # noqa: PLC0415

    with watching(options.lang) as clock:
        analysis = TopicAnalysis.load(options.model, options.jobs, options.lang, clock.note)
        analysis.repaired = not options.as_is
        read = list(pages)
        _check_pages(options, read, pages)
        write_applied(analysis.transform(read), options.out)
    _tell_skipped(options, pages)
    print(options.out / "lines.csv")


def _clean(options: argparse.Namespace) -> None:
    if options.paths in ([], ["-"]):
        if options.out is not None:
            raise Refusal(say("error.out_of_stdin", options.lang))
        _clean_stdin(options)
        return
    if options.out is not None:
        _check_out(options)
    pages = _read(options)
    from analysis.cleaning import clean_pages, write_clean  # noqa: PLC0415

    cleaned = clean_pages(pages, not options.as_is, options.jobs)
    if options.out is not None:
        count = write_clean(cleaned, options.out)
    else:
        count = sum(_print_page(page, text, options.jsonl) for page, text in cleaned)
    _tell_skipped(options, pages)
    if not count:
        raise Refusal(say("error.no_pages", options.lang, paths=" ".join(options.paths), count=len(pages.skipped)))


def _print_page(page: str, text: str, as_record: bool) -> int:
    """Write a page's kept text to the standard output and count it; pages of text stand a blank line apart."""
    sys.stdout.write(_record({"page": page, "text": text}) if as_record else f"{text}\n")
    return 1


def _record(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _clean_stdin(options: argparse.Namespace) -> None:
    from analysis.cleaning import kept_text, sniff  # noqa: PLC0415
    from analysis.decoding import UnreadableError, decode  # noqa: PLC0415
    from analysis.pages import Page, page_of  # noqa: PLC0415

    stream = sys.stdin.buffer
    head = next((line for line in stream if line.strip()), b"")
    kind = sniff(head) if options.input == "auto" else options.input
    if kind == "jsonl":
        _clean_records(options, chain([head], stream))
        return
    try:
        text, encoding = decode(head + stream.read(), html=kind == "html")
        kept = kept_text(page_of(text, kind == "html", Page("-", "", encoding)), not options.as_is)
    except UnreadableError as error:
        raise Refusal(say(f"skip.{error.args[0]}", options.lang)) from error
    sys.stdout.write(_record({"page": "-", "text": kept}) if options.jsonl else kept)


def _clean_records(options: argparse.Namespace, raw: Iterable[bytes]) -> None:
    from analysis.cleaning import clean_records  # noqa: PLC0415

    bad = 0
    for row in clean_records((line.decode("utf-8-sig", "replace") for line in raw), not options.as_is, options.jobs):
        bad += row is None
        sys.stdout.write("" if row is None else _record(row))
    if bad:
        print(say("clean.bad_records", options.lang, count=bad), file=sys.stderr)


def _report(options: argparse.Namespace) -> None:
    from analysis.results import rewrite_report  # noqa: PLC0415

    print(say("run.report", options.lang, path=rewrite_report(options.dir, options.lang)))


def _figures(options: argparse.Namespace) -> None:
    from analysis.results import redraw_figures  # noqa: PLC0415

    for path in redraw_figures(options.dir, options.lang):
        print(path)


def _eval(options: argparse.Namespace) -> None:
    from analysis.results import score_against  # noqa: PLC0415

    scores = score_against(options.gold, options.dir)
    print(say("eval.scores", options.lang, **scores))


if __name__ == "__main__":
    sys.exit(main())
