"""Messages: every sentence a person sees, in Chinese and English; ``{n:page|pages}``: a number and the word that fits it."""

from __future__ import annotations

from string import Formatter

from analysis.languages import LANGUAGES

TEXTS: dict[str, tuple[str, str]] = {
    # skipped files
    "skip.unsupported": (
        "不支持的类型（支持 txt md html mhtml srt vtt json jsonl csv tsv xlsx parquet warc zip tar 及其 .gz .zst .bz2 .xz；xls 请另存为 xlsx，doc、pdf 请另存为 txt）",
        "type not supported (txt md html mhtml srt vtt json jsonl csv tsv xlsx parquet warc zip tar and their .gz .zst .bz2 .xz are; save xls as xlsx, doc or pdf as txt)",
    ),
    "skip.empty": ("没有文字", "holds no text"),
    "skip.binary": ("是二进制内容，不是文字", "is binary, not text"),
    "skip.encoding": (
        "编码无法识别（UTF-8、GB18030、Big5、UTF-16 均不符）",
        "encoding not recognised (UTF-8, GB18030, Big5 and UTF-16 all fail)",
    ),
    "skip.packed": ("压缩数据损坏", "packed data are damaged"),
    "skip.archive": ("压缩包损坏或无法读取", "archive is damaged, or this part of it cannot be read"),
    "skip.no_field": (
        "没有认得的正文字段，请用 --text-field 指明；有这些字段",
        "no field of a known name holds the text: name it with --text-field; it has",
    ),
    "skip.excel": ("不是完好的 Excel 文件（加密的请先去掉密码）", "is no sound Excel file (remove a password first)"),
    "skip.no_excel": (
        "读 Excel 需要 openpyxl：pip install 'boji[excel]'，或另存为 csv",
        "Excel files need openpyxl: pip install 'boji[excel]', or save it as csv",
    ),
    "skip.parquet": ("不是完好的 Parquet 文件", "is no sound Parquet file"),
    "skip.warc": ("不是完好的 WARC 文件", "is no sound WARC file"),
    "skip.mhtml": ("MHTML 里没有页面", "MHTML without a page"),
    "skip.no_page": ("其中不是页面的记录未读", "records that are no pages were left out"),
    "skip.unpacked": (
        "解压后过大，其余未读（--max-unpacked 可调）",
        "unpacks to too much; the rest was not read (--max-unpacked)",
    ),
    "skip.nested": ("压缩包嵌套过深（--max-nested 可调）", "archives nested too deeply (--max-nested)"),
    "skip.markup": ("标签未闭合过多，无法解析", "too many tags are never closed"),
    "skip.time": ("用时过长，已跳过（--max-seconds 可调）", "took too long (--max-seconds)"),
    "skip.crash": (
        "读取它的进程崩溃了（内存不足，或某个库的缺陷），已跳过",
        "ended the process that read it (no memory left, or a fault of a library); skipped",
    ),
    "skip.fault": (
        "读取时程序出错，已跳过；这是 boji 的缺陷，请报告给我们",
        "could not be read by a fault of boji itself, which please report; skipped",
    ),
    "skip.special": (
        "不是普通文件（管道请用 - 从标准输入读）",
        "is no regular file (pipes: give - and standard input)",
    ),
    "skip.link": ("是指向文件夹的链接，未进入", "is a link to a folder, not followed"),
    "skip.output": ("是 boji run 的结果文件夹，未读", "is a result folder of boji run, not read"),
    "skip.cut": (
        "过长或过深，只读了一部分（--max-page --max-lines --max-line --max-depth 可调）",
        "too long or too deep, read in part (--max-page --max-lines --max-line --max-depth)",
    ),
    "skip.renamed": ("名称重复或不合用，已改名，原名", "had a name that was taken or unfit; it was"),
    "skip.record": ("这一条不是 JSON 对象，或过长", "this is no JSON object, or too long a one"),
    "skip.unreadable": ("无法读取", "cannot be read"),
    # stages
    "stage.read": ("读取与切分", "reading and splitting"),
    "stage.separate": ("甄别正文与杂讯", "separating article and noise"),
    "stage.choose": ("选择主题数与聚类数", "choosing the numbers of topics and clusters"),
    "stage.topics": ("主题与聚类", "topics and clusters"),
    "stage.survey": ("初读全部页面", "first walk through the pages"),
    "stage.place": ("逐页甄别与归类", "judging and placing the pages"),
    "stage.write": ("写出结果", "writing results"),
    # results
    "run.skipped": ("跳过 {count} 个文件或记录：", "{count:file or record|files or records} skipped:"),
    "run.cut": ("{count} 个页面只读了一部分，或改了名：", "{count:page|pages} read in part, or under another name:"),
    "run.and_more": ("……另有 {count} 个，见 run.json", "… and {count} more, see run.json"),
    "run.summary": (
        "{pages:,} 个页面，{lines:,} 行，留下 {kept:,} 行（按字数 {share:.0%}）；{topics} 个主题，{clusters} 个聚类",
        "{pages:page|pages}, {lines:line|lines}, {kept:,} kept ({share:.0%} of characters); {topics:topic|topics}, {clusters:cluster|clusters}",
    ),
    "run.no_chinese": (
        "注意：页面里几乎没有汉字，结果未必可用。",
        "Note: there is hardly any Chinese in these pages; results may be of little use.",
    ),
    "run.no_topics": (
        "注意：文字太少，没有可用的词，未建主题。",
        "Note: too little text and no usable word, so no topics were made.",
    ),
    "run.sampled": (
        "页面很多：主题、聚类与图由按内容取样的 {sample:,} 页得出，全部 {pages:,} 页再逐一归入。",
        "Many pages: topics, clusters and figures come from {sample:,} pages sampled by content; all {pages:,} were placed.",
    ),
    "run.lost_decisions": (
        "注意：{count} 处去留的决定不在任何有字的行上（页名或行号不对）：{names}",
        "Note: {count:decision is|decisions are} on no line with text (no such page or line): {names}",
    ),
    "run.masked": (
        "已遮去 {count:,} 处电话、邮箱、证件号、银行卡号、车牌（写作〔电话〕等）。",
        "Masked in {count:place|places}: phone, identity and card numbers, e-mail addresses and number plates; each is replaced by its kind in 〔…〕.",
    ),
    "run.mask_names": (
        "注意：{count} 页的页名里有电话、邮箱之类；页名不遮，请先改文件名。",
        "Note: the names of {count:page|pages} hold phone numbers or the like; names are not masked, rename the files first.",
    ),
    "run.paragraphs": (
        "页面少，主题与聚类由 {pages:,} 页里的 {count:,} 个段落得出（--unit page 则以页为单位）；每页给出其中主题的构成。",
        "With so few pages, topics and clusters come from {count:paragraph|paragraphs} of {pages:page|pages} (--unit page: from the pages); each page is a mixture of topics.",
    ),
    "run.review": (
        "{count:,} 页的判断没有把握，值得再看一眼：pages.csv 的 review 列。",
        "{count:page|pages} could not be judged with confidence, worth a second look: column review of pages.csv.",
    ),
    "run.report": ("报告：{path}", "report: {path}"),
    "run.choice_topics_clear": (
        "建议 {k} 个主题（其次 {second}）：结论明确，每一半页面单独来看也是 {k} 个。",
        "{k:topic|topics} recommended (runner-up {second}), and clearly so: each half of the pages alone says {k} too.",
    ),
    "run.choice_topics_unclear": (
        "建议 {k} 个主题（其次 {second}）：分成几个最合适并不明确，各半页面给出的数目不同；可用 --topics 指定。",
        "{k:topic|topics} recommended (runner-up {second}), but not clearly: halves of the pages give other numbers. Set --topics to decide.",
    ),
    "run.choice_clusters_clear": (
        "建议 {k} 个聚类（其次 {second}）：结论明确，每一半页面单独来看也是 {k} 个。",
        "{k:cluster|clusters} recommended (runner-up {second}), and clearly so: each half of the pages alone says {k} too.",
    ),
    "run.choice_clusters_unclear": (
        "建议 {k} 个聚类（其次 {second}）：分成几个最合适并不明确，各半页面给出的数目不同；可用 --clusters 指定。",
        "{k:cluster|clusters} recommended (runner-up {second}), but not clearly: halves of the pages give other numbers. Set --clusters to decide.",
    ),
    "eval.scores": (
        "字符：精确率 {char_precision:.4f} 召回率 {char_recall:.4f} F1 {char_f1:.4f}\n行：精确率 {line_precision:.4f} 召回率 {line_recall:.4f} F1 {line_f1:.4f}\n页面 F1 平均 {page_f1:.4f}，中位数 {page_median:.4f}，{page_good:.1%} 的页面高于 .95；计分 {lines} 行，缺 {missing} 行",
        "characters: precision {char_precision:.4f} recall {char_recall:.4f} F1 {char_f1:.4f}\nlines: precision {line_precision:.4f} recall {line_recall:.4f} F1 {line_f1:.4f}\nF1 of pages: mean {page_f1:.4f}, median {page_median:.4f}, above .95 {page_good:.1%} of them; {lines} lines scored, {missing} missing",
    ),
    "learn.held_out": (
        "学了 {pages} 页上标注的 {lines} 行，写到 {path}；用 boji run --weights {path}。判得与标注相同的：原先 {before:.1%}，只学其余各页后 {after:.1%}",
        "learned from {lines:marked line|marked lines} of {pages:page|pages}, written to {path}; use boji run --weights {path}. Judged as marked: {before:.1%} before, {after:.1%} when learned from the other pages alone",
    ),
    "learn.one_page": (
        "学了 1 页上标注的 {lines} 行，写到 {path}；用 boji run --weights {path}。原先判得与标注相同的 {before:.1%}；要知道学后如何，请至少标注两页",
        "learned from {lines} marked lines of one page, written to {path}; use boji run --weights {path}. Judged as marked before: {before:.1%}; mark two pages or more to hear what it gains",
    ),
    "clean.bad_records": (
        "跳过 {count} 行：不是带正文字段的 JSON 对象",
        "{count:line|lines} skipped: no JSON object with a text field",
    ),
    # errors
    "error.unfinished": (
        "{path} 里有一次没有做完的任务：加 --resume 接着做，或删去该文件夹从头开始",
        "{path} holds a run that did not finish; add --resume to go on with it, or remove that folder to start anew",
    ),
    "error.scheduler": (
        "--scheduler 须与 --engine dask 同用",
        "--scheduler goes with --engine dask; give both, or neither",
    ),
    "error.no_path": (
        "找不到 {path}：请给出存在的文件、文件夹或通配符",
        "{path} not found: give an existing file, folder or pattern",
    ),
    "error.no_pages": (
        "{paths} 里没有可读的页面（跳过 {count} 个）：请给出含 txt、html、jsonl、csv、warc、zip 等文件的路径",
        "no readable page in {paths} ({count} skipped): give a path with txt, html, jsonl, csv, warc, zip or such files",
    ),
    "error.number": (
        "{option} 应为 auto 或不小于 1 的整数，得到 {value}",
        "{option} must be auto or a whole number of 1 or more, got {value}",
    ),
    "error.out_is_file": ("--out {path} 是一个文件，请给出文件夹", "--out {path} is a file, give a folder"),
    "error.out_of_stdin": (
        "标准输入的结果只写到标准输出，请去掉 --out 或给出路径",
        "what comes from stdin goes to stdout; leave out --out, or give a path",
    ),
    "error.full": (
        "写不下了（{detail}）：腾出空间后重新运行；大批量任务可加 --resume 接着做",
        "no room left to write ({detail}): make room and run again; --resume goes on with a run over many pages",
    ),
    "error.denied": (
        "没有权限（{detail}）：请换一个可写的 --out 文件夹，或修改权限",
        "this may not be written or read ({detail}): give another --out, or change its permissions",
    ),
    "error.other": ("出错：{detail}", "error: {detail}"),
    "error.fault": (
        "程序内部出错（{detail}）。这是 boji 的缺陷：请加 --debug 再运行一次，把打印的内容报告给我们",
        "a fault of boji itself ({detail}): run it again with --debug and report what it prints",
    ),
    "error.stopped": (
        "已中断：没有留下写了一半的文件；再运行一次即可，大批量任务加 --resume 接着做",
        "stopped: no half-written file is left; run it again, with --resume to go on with a run over many pages",
    ),
    # figures
    "report.unassigned": ("未归类", "unassigned"),
    "plot.passages": ("每页何处在说哪个主题", "Where in each page a topic speaks"),
    "plot.passages_some": ("{of} 页中按次序等距取 {n} 页", "{n} of {of:page|pages}, at equal distances"),
    "plot.passages_x": ("正文的字，从头到尾", "characters of the article, from first to last"),
    "plot.separation": ("每个站点的页面从上到下是什么样子", "What a page of each site looks like, from top to bottom"),
    "plot.separation_said": (
        "每幅是一个站点的典型页面，高度按显示行数；数字是杂讯所占的比例",
        "Each panel is a typical page of a site, by rows on the screen; the number is the share of noise",
    ),
    "plot.separation_pages": ("每个页面从上到下是什么样子", "What each page looks like, from top to bottom"),
    "plot.separation_pages_said": (
        "高度按显示行数；数字是杂讯所占的比例",
        "By rows on the screen; the number is the share of noise",
    ),
    "plot.top_folder": ("（顶层文件夹）", "(top folder)"),
    "plot.pages_lines": ("{pages:,} 页 {lines} 行", "{pages:,} p. {lines:line|lines}"),
    "plot.topics": ("{n} 个主题和它们的词", "{n:topic and its|topics and their} words"),
    "plot.topics_said": (
        "百分数是主题的份额，圆点是 10 次重抽样中再现的次数，不足一半的画成灰色；条长是词在主题里的分量",
        "Percent: share of the topic; dots: in how many of 10 resamples it came back (grey: in less than half); "
        "bars: weight of the word in the topic",
    ),
    "plot.choice": ("各候选主题数的得分", "Scores of the candidate numbers of topics"),
    "plot.choice_alone": ("建议 {k} 个主题", "{k:topic|topics} recommended"),
    "plot.choice_clear": ("建议 {k} 个主题，结论明确", "{k:topic|topics} recommended, and clearly so"),
    "plot.choice_unclear": ("建议 {k} 个主题，但结论不明确", "{k:topic|topics} recommended, but not clearly"),
    "plot.choice_clear_said": (
        "每一半页面单独来看也是这个数；得分比其次的 {second} 个高 {lead}。",
        "Each half of the pages alone says so too; it scores {lead} more than {second}, the runner-up. ",
    ),
    "plot.choice_unclear_said": (
        "各半页面说法不一；得分只比其次的 {second} 个高 {lead}，两个数都可以试，看哪组词说得通。",
        "Halves of the pages disagree; it scores only {lead} more than {second}: look at the words of both and decide. ",
    ),
    "plot.choice_parts": (
        "得分 {score} = 连贯 {coherence} + 稳定 {stability} − 重复 {redundancy} + 成团 {modularity}",
        "Score {score} = coherence {coherence} + stability {stability} − redundancy {redundancy} + modularity {modularity}",
    ),
    "plot.choice_x": ("候选主题数（色带：一个标准误）", "Candidate number of topics (band: one standard error)"),
    "plot.trends": ("主题随时间的份额", "Topics over time"),
    "plot.trends_said": (
        "按讨论的早晚排列；数字是最高份额，浅色边是一个标准误",
        "In the order of when they were written about; the number is the highest share, the paler edge one standard error",
    ),
    "plot.sites": ("各站点写哪些主题", "Which site writes about which topic"),
    "plot.sites_said": (
        "数字是主题在该站点内容中的百分比，站点名后是页数",
        "Numbers are percent of a site's content; behind its name, how many pages",
    ),
    "plot.sites_more": ("；另有 {n} 个页面较少的站点未画出", "; not shown: {n:site|sites} with fewer pages"),
    "plot.owned": ("主要来自这一个站点的主题", "topic mostly of this one site"),
    "plot.hierarchy": ("主题的远近与归并", "Which topics are near, and what they merge into"),
    "plot.hierarchy_said": (
        "在合并处写着两边的相似度和共同的词；右端为零，即没有共同的词",
        "Where two merge stand how alike they are and the words of both; the right edge is zero, no word in common",
    ),
    "plot.hierarchy_x": ("词汇的相似度（余弦）", "likeness of the words (cosine)"),
    "plot.scores": ("得分（F1）", "Scores (F1)"),
    "plot.char_f1": ("按字", "characters"),
    "plot.line_f1": ("按行", "lines"),
    "plot.page_f1": ("按页平均", "mean of pages"),
    "plot.kept": ("留下", "kept"),
    "plot.dropped": ("扬掉", "dropped"),
    "plot.log_odds": ("← 像杂讯    对数几率    像正文 →", "← towards noise    log-odds    towards article →"),
    "plot.map": ("{pages:,} 个页面，{n} 类", "{pages:page|pages} in {n:group|groups}"),
    "plot.map_said": (
        "越近内容越像，拥挤处已拉开；名称后面是页数",
        "Nearer is more alike, crowded parts are stretched; behind each name, how many pages",
    ),
    "plot.noise": ("杂讯有多少，是哪些", "How much is noise, and of which kinds"),
    "plot.noise_said": (
        "{n} 个站点的字数中 {noise} 是杂讯；站点名后是页数",
        "{noise} of the characters of {n:site|sites} are noise; behind each name, how many pages",
    ),
    "plot.topic_n": ("主题 {n}", "topic {n}"),
    "plot.all_sites": ("全部", "all"),
    "plot.other_sites": ("其余 {n} 个站点", "{n:other site|other sites}"),
    "plot.before_after": ("甄别之前与之后的主题", "Topics before and after separation"),
    "plot.before_after_said": (
        "之前的 {n} 个词里有 {dropped} 个主要出现在被扬掉的行里；带子连起词相同的主题，越宽共同的词越多",
        "Of {n:word|words} before, {dropped} stand mostly in dropped lines; bands join topics that share words, the more the "
        "broader",
    ),
    "plot.before": ("之前：常规做法（jieba、TF-IDF、NMF）", "before: the usual recipe (jieba, TF-IDF, NMF)"),
    "plot.after": ("之后：簸箕，只用正文", "after: boji, articles only"),
    "plot.noise_word": ("主要出现在被扬掉的行里的词", "words found mostly in dropped lines"),
    "kind.content": ("正文", "content"),
    "kind.metadata": ("元信息", "metadata"),
    "kind.noise": ("杂讯", "noise"),
    "role.title": ("标题", "title"),
    "role.heading": ("小标题", "heading"),
    "role.body": ("段落", "body"),
    "role.caption": ("图注", "caption"),
    "role.meta": ("元信息", "meta"),
    "role.navigation": ("导航", "navigation"),
    "role.related": ("推荐", "related"),
    "role.advert": ("广告", "advert"),
    "role.widget": ("部件", "widget"),
    "role.legal": ("版权", "legal"),
    "role.marker": ("碎屑", "marker"),
}


def say(key: str, lang: str, /, **values: object) -> str:
    """Return a message in Chinese (``zh``) or English (``en``), its values filled in."""
    return _WORDED.format(TEXTS[key][LANGUAGES.index(lang)], **values)


class _Worded(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, either, more = format_spec.partition("|")
        return f"{value:,} {one if value == 1 else more}" if either else super().format_field(value, format_spec)


_WORDED = _Worded()
