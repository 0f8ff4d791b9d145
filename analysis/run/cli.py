"""The command ``boji``."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from analysis.errors import BojiError
from analysis.languages import LANGUAGES, default_language
from analysis.reading.limits import Limits
from analysis.show.messages import say

OK, FAILED, BROKEN, STOPPED = 0, 1, 70, 130  # argparse itself exits with 2 for wrong use
REFUSED = {  # by the system
    "error.full": (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    "error.denied": (errno.EACCES, errno.EPERM, errno.EROFS),
}
ENGINES = ("local", "dask")
INPUTS = ("auto", "text", "html", "jsonl", "json")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0 done, 1 could not, 2 wrong use, 70 a fault of ours, 130 stopped."""
    options = _parser().parse_args(argv)
    if options.command == "demo":
        options = _as_run(options)
    options.lang = options.lang or default_language()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a user can act on is said in messages
        return _run(options)


def _as_run(options: argparse.Namespace) -> argparse.Namespace:
    """Return what ``boji run`` would be asked for the sample pages."""
    from analysis.run.sample import sample_pages  # noqa: PLC0415  # loads its room, which --help should not

    words = ["run", str(sample_pages()), "--out", str(options.out)]
    for name in ("lang", "jobs"):
        words += [f"--{name}", str(getattr(options, name))] if getattr(options, name) else []
    return _parser().parse_args([*words, *["--debug"] * options.debug])


def script() -> int:
    """Run the command as a process of its own: what it prints is UTF-8."""
    signal.signal(signal.SIGTERM, _terminate)
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return main()


def _open_closed() -> None:
    """Put nothing in the place of streams that were closed when we began: the next file would take their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # for good


def _terminate(*_: object) -> NoReturn:
    """Stop as by Ctrl-C, so that processes end and what is half done is put away."""
    raise KeyboardInterrupt


def _run(options: argparse.Namespace) -> int:
    """Run the chosen command and say in a line what went wrong."""
    from analysis.run.engine import hush, usable_cores  # noqa: PLC0415  # here, so that --help is instant

    hush()
    try:
        if getattr(options, "jobs", 1) is None:
            options.jobs = usable_cores()
        from analysis.run.commands import COMMANDS  # noqa: PLC0415  # for the same reason

        COMMANDS[options.command](options)
        sys.stdout.flush()  # here, where a closed pipe is no error
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        # Had it come inside `exec`, as imports use it, CPython would end by SIGINT all the same; this forgets that.
        eval("None")
        return _told(say("error.stopped", options.lang), STOPPED, options)
    except BojiError as error:
        return _told(error.said(options.lang), FAILED, options)
    except OSError as error:
        key = next((key for key, codes in REFUSED.items() if error.errno in codes), "error.other")
        return _told(say(key, options.lang, detail=error), FAILED, options)
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"
        return _told(say("error.fault", options.lang, detail=detail), BROKEN, options)
    return OK


def _told(message: str, code: int, options: argparse.Namespace) -> int:
    """Say what went wrong, with the traceback for those who ask for it; return the exit code."""
    if options.debug:
        traceback.print_exc()
    print(f"boji: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boji",
        description="簸箕：从网页文字里分出正文与杂讯，找出主题，归拢页面。 "
        "Separate the article from the noise in Chinese pages, find topics, group the pages.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    demo = _command(commands, "demo", "在自带的示例页面上试一试 / try it on the sample pages that come along")
    demo.add_argument(
        "--out", type=Path, default=Path("boji-demo"), metavar="DIR", help="结果文件夹 / result folder (boji-demo)"
    )
    _jobs(demo)
    _add_clean(commands)
    apply = _command(commands, "apply", "用已有模型判断新页面 / judge new pages with a fitted model")
    apply.add_argument("model", type=Path, help="boji run 写出的 model 文件夹 / the model folder of a run")
    _paths(apply)
    _decided(apply)
    _as_is(apply)
    _mask(apply, "不写则同模型拟合时 / as in the fit, if not given")
    report = _command(commands, "report", "由结果重写报告 / write the report of a result folder again")
    report.add_argument("dir", type=Path)
    report.add_argument(
        "--labels",
        type=Path,
        metavar="FILE",
        help="报告里下载的主题改名与合并 / topics renamed and merged in the report",
    )
    _mask(report, "不写则遮 / on, unless the run was not")
    figures = _command(commands, "figures", "由结果重画图 / draw the figures of a result folder again")
    figures.add_argument("dir", type=Path)
    figures.add_argument(
        "--figures", choices=("png", "all"), default="all", help="画哪些格式 / formats (all: PNG, SVG)"
    )
    score = _command(commands, "eval", "与标注比较 / score a result folder against gold lines")
    score.add_argument("gold", type=Path, help="TSV: page, line, role, ambiguous")
    score.add_argument("dir", type=Path)
    learn = _command(commands, "learn", "由标注的行学新的权重 / learn weights from marked lines")
    learn.add_argument(
        "gold",
        type=Path,
        help="page、line 与 keep 或 role 的表，或改过的 lines.csv / a table, or an edited lines.csv",
    )
    _paths(learn)
    _weights(learn)
    return parser


def _add_run(commands: Any) -> None:  # noqa: ANN401  # argparse
    run = _command(commands, "run", "分析页面，写出表格、图与报告 / analyse pages; write tables, figures, report")
    _paths(run)
    _decided(run)
    _weights(run)
    run.add_argument("--topics", default="auto", metavar="auto|N", help="主题数 / number of topics (auto)")
    run.add_argument("--clusters", metavar="auto|N", help="聚类数，默认同 --topics / number of clusters (as --topics)")
    run.add_argument(
        "--unit",
        choices=("auto", "page", "paragraph"),
        default="auto",
        help="主题取自页还是段落；auto：页少时取段落 / what topics are made of; auto: paragraphs if pages are few",
    )
    run.add_argument("--noise", action="store_true", help="零散页面不归类 / leave stray pages without a cluster")
    run.add_argument(
        "--userdict", type=Path, metavar="FILE", help="用户词典，一行一词 / user dictionary, a word a line"
    )
    run.add_argument("--stopwords", type=Path, metavar="FILE", help="停用词，一行一词 / more stop words, one a line")
    run.add_argument(
        "--figures", choices=("none", "png", "all"), default="all", help="画哪些图 / figures to draw (all)"
    )
    run.add_argument("--engine", choices=ENGINES, default="local", help="在何处计算 / where to compute (local)")
    run.add_argument("--scheduler", metavar="ADDRESS", help="Dask 调度器地址 / address of a running Dask scheduler")
    run.add_argument(
        "--resume",
        action="store_true",
        help="接着做上次中断的大批量任务 / go on where a stopped run over many pages was",
    )
    _as_is(run)
    _mask(run, "不写则只遮报告 / in the report alone, if not given")


def _command(commands: Any, name: str, text: str) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse
    made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    made.set_defaults(command=name)
    made.add_argument(
        "--lang", choices=LANGUAGES, help="信息、理由、图与报告的语言 / language of messages, figures, report"
    )
    made.add_argument("--debug", action="store_true", help="出错时打印回溯 / print the traceback of an error")
    return made


def _add_clean(commands: Any) -> None:  # noqa: ANN401  # argparse
    clean = _command(commands, "clean", "只要正文，逐页过滤 / kept text only, page by page, as a filter")
    clean.add_argument(
        "paths", nargs="*", metavar="PATH", help="- 或不写为标准输入 / files, folders; - or none for stdin"
    )
    clean.add_argument(
        "--out", type=Path, metavar="DIR", help="结果文件夹，不写为标准输出 / folder; without it, stdout"
    )
    clean.add_argument("--input", choices=INPUTS, default="auto", help="标准输入是什么 / what stdin holds (auto)")
    clean.add_argument("--jsonl", action="store_true", help="每页输出一条 JSON 记录 / write a JSON record a page")
    _as_is(clean)
    _weights(clean)
    _mask(clean, "不写则不遮 / off, if not given")
    _jobs(clean)
    _reading(clean)


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="文件、文件夹或通配符 / files, folders or patterns")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="结果文件夹 / result folder")
    _jobs(command)
    _reading(command)


def _reading(command: argparse.ArgumentParser) -> None:
    """Add what tells how input is read: fields of records, and limits."""
    records = command.add_argument_group("记录 / records (JSON, JSONL, CSV, TSV, Excel, Parquet)")
    for name, text in (
        ("text", "正文字段 / field that holds the text"),
        ("title", "标题字段 / field that holds the title"),
        ("date", "日期字段 / field that holds the date"),
        ("id", "作页面名的字段 / field that pages are named by"),
    ):
        records.add_argument(f"--{name}-field", default="", metavar="NAME", help=text)
    limits = command.add_argument_group("上限 / limits; what is cut or skipped is named")
    usual = Limits()
    for name, text in (
        ("unpacked", "压缩文件解压后的 MiB / MiB that a packed file may unpack to"),
        ("page", "一页的字数 / characters of a page"),
        ("lines", "一页的行数 / lines of a page"),
        ("line", "一行的字数 / characters of a line"),
        ("depth", "标签嵌套层数 / HTML elements inside each other"),
        ("nested", "压缩包嵌套层数 / archives inside each other"),
        ("seconds", "一页可用的秒数 / seconds that a page may take"),
    ):
        default = getattr(usual, name)
        limits.add_argument(f"--max-{name}", type=_count, default=default, metavar="N", help=f"{text} ({default:,})")


def _decided(command: argparse.ArgumentParser) -> None:
    for name, zh, en in (("keep", "一定留下", "keep"), ("drop", "一定扬掉", "drop")):
        text = f"{zh}的行：page 与 line 的表，或改过的 lines.csv / lines to {en}: a table, or an edited lines.csv"
        command.add_argument(f"--{name}", type=Path, metavar="FILE", help=text)


def _weights(command: argparse.ArgumentParser) -> None:
    text = "boji learn 写出的文件夹 / a folder that boji learn wrote"
    command.add_argument("--weights", type=Path, metavar="DIR", help=text)


def _jobs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=_count, metavar="N", help="进程数，默认用全部的核 / processes (all cores)")


def _as_is(command: argparse.ArgumentParser) -> None:
    command.add_argument("--as-is", action="store_true", help="留下的文字不作修补 / do not mend the kept text")


def _mask(command: argparse.ArgumentParser, default: str) -> None:
    text = f"遮去电话、邮箱、证件号、银行卡号、车牌 / hide phone, identity, card numbers, e-mails, plates; {default}"
    command.add_argument("--mask", action=argparse.BooleanOptionalAction, help=text)


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
