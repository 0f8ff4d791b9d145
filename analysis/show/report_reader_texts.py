"""Texts of the view of one page in the report, in Chinese and in English, as those of `report_texts`."""

from __future__ import annotations

READER: dict[str, tuple[str, str]] = {
    "copy_of": ("重复了另一页：", "Repeats another page: "),
    "file": ("文件", "File"),
    "unsure": ("拿不准：", "Unsure: "),
    "on_map": ("在地图上看", "Show on the map"),
    "spoken": ("留下的各行的主题（每行右侧的色条）", "Topics of the kept lines (the stripe at the right of each)"),
    "spoken_note": (
        "整页的主题由全页的词定，一行的主题由这一行的词定，两者可以不同。",
        "The page's topic is told from all its words, a line's from its own; the two may differ.",
    ),
    "other_topics": ("其余 {n} 个", "{n:other|others}"),
    "tools": ("页面工具", "Page tools"),
    "copy_clean": ("复制正文", "Copy text"),
    "download_clean": ("下载正文", "Download text"),
    "changes": ("对照原文", "Compare source"),
    "changes_told": (
        "原文的每一行：扬掉 {gone} 行，修补 {n} 处。",
        "Every line of the source: {gone:line|lines} dropped, {n:place|places} mended.",
    ),
    "changes_none": (
        "原文的每一行：扬掉 {gone} 行；留下的行一字未改。",
        "Every line of the source: {gone:line|lines} dropped; the kept ones are unchanged.",
    ),
    "out": ("与另一行重复，不在正文里。", "Stands twice; the clean text does not have it."),
    "taken_out": ("删去", "taken out"),
    "put_in": ("补上", "put in"),
    "n_dropped": ("扬掉 {n} 行", "{n:line|lines} dropped"),
    "previous_dropped": ("上一处扬掉的行", "Previous dropped line"),
    "next_dropped": ("下一处扬掉的行", "Next dropped line"),
    "place_of": ("扬掉的第 {at}/{n} 行", "Dropped {at} of {n}"),
    "show_all": ("全部展开", "Open all"),
    "hide_all": ("全部折叠", "Close all"),
    "why_panel": ("判断的理由", "Reasons for the judgement"),
    "why_hint": (
        "指向或点一行，看它是哪种行、得分和理由。左边的色块是扬掉的行，点开可看。",
        "Point at a line, or press it, to see what kind of line it is, its score and the reasons. "
        "The blocks of colour are dropped lines; press one to open it.",
    ),
    "why_hint_changes": (
        "指向或点一行，看它是哪种行、得分和理由。空行未列。",
        "Point at a line, or press it, to see what kind of line it is, its score and the reasons. "
        "Blank lines are left out.",
    ),
    "score": ("得分", "Score"),
    "score_is": ("得分 {n}，满分 100", "score {n} of 100"),
    "like_noise": ("不像正文", "unlike an article"),
    "like_article": ("像正文", "like an article"),
    "because": ("这样判的主要理由", "Main reasons for this"),
    "weighed": ("各项证据的分量", "Weight of each piece of evidence"),
    "weighed_hint": (
        "对数几率：右像正文，左不像；合起来就是得分。其余是较轻的证据和每一行共有的起点。",
        "Log-odds: right like an article, left unlike one; together they make the score. The rest are lighter pieces "
        "and where every line starts.",
    ),
    "weighed_rest": ("其余", "the rest"),
    "turning": ("前后页", "Pages before and after"),
}
