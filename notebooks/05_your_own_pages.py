# ---
# jupyter:
#   jupytext:
#     formats: py:percent,ipynb
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 簸箕 · 你自己的页面 / Your own pages
#
# 页面很少是整齐的：编码不一，有 HTML 有文本，有的在数据框里，有的读不出来。这里一样一样看怎么交给簸箕，
# 怎样加上自己的词，怎样存下来再用到新页面上。
#
# Pages are rarely tidy: mixed encodings, HTML beside text, some in a data frame, some that cannot be read. Here is how to
# hand each to boji, how to add words of your own, and how to save the result and use it on new pages.

# %%
# %matplotlib inline
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from analysis import Page, Tokenizer, TopicAnalysis, clean_pages, plot_strip, read_pages, separate_page

here = Path.cwd()
seeds = next(p / "seeds" / "pages" for p in (here, *here.parents) if (p / "seeds").is_dir())
pd.set_option("display.max_colwidth", 60)
work = Path(tempfile.mkdtemp())

# %% [markdown]
# ## 编码与坏文件 / Encodings, and files that are broken
#
# 编码从内容看出，不必说明。坏文件记下名字和原因，不会让其余的停下。
# Encodings are told from the bytes. A broken file is named with its reason; it stops nothing.

# %%
text = (seeds / "sudi" / "tea_caichaji.txt").read_text(encoding="utf-8")
mixed = work / "mixed"
mixed.mkdir()
for encoding in ("utf-8", "gb18030", "utf-16"):
    (mixed / f"{encoding}.txt").write_bytes(text.encode(encoding))
(mixed / "picture.txt").write_bytes(bytes(range(256)) * 20)
(mixed / "empty.txt").write_text("", encoding="utf-8")
pages = read_pages(mixed)
pd.DataFrame(
    [(page.name, page.encoding, page.text == text) for page in pages],
    columns=["page", "encoding", "same"],
)

# %%
[(skipped.name, skipped.reason) for skipped in pages.skipped]

# %% [markdown]
# ## HTML
#
# HTML 页面直接交出：标签也是证据（链接密度、区块、标题层级），判得更准。
# Hand HTML over as it is: its tags are evidence too (links, blocks, levels of headings), and the judgement is better.

# %%
page = next(iter(read_pages(seeds / "gangyu")))
page.name, page.title, page.markup.shape

# %%
separate_page(page)[:12]

# %%
ax = plot_strip(TopicAnalysis(1, lang="zh").fit(read_pages(seeds / "gangyu")).lines_, by="page")
# %% [markdown]
# ## 一个数据框 / A data frame
#
# 每行一页：名字里的文件夹当作站点。干净的文字放回同一个数据框。
# A row a page; a folder in its name stands for its site. The clean text goes back into the same frame.

# %%
table = pd.DataFrame(
    [(*page.name.split("/"), page.text) for page in read_pages(seeds) if page.name.endswith(".txt")][:6],
    columns=["site", "id", "text"],
)
rows = [Page(f"{row.site}/{row.id}", row.text) for row in table.itertuples()]
table["clean"] = [clean.text for clean in clean_pages(rows)]
table.assign(characters=table["text"].str.len(), kept=table["clean"].str.len())[["site", "id", "characters", "kept"]]

# %% [markdown]
# ## 由你决定 / Decided by you
#
# 判错的行可以亲手留下或扬掉，理由一栏会写明；整批页面用 `TopicAnalysis(keep=..., drop=...)` 或 `boji run --keep 文件`。
# A line that is judged wrongly is kept or dropped by hand, and its reason says so; for many pages there are
# `TopicAnalysis(keep=..., drop=...)` and `boji run --drop FILE`.

# %%
by_hand = separate_page(text, drop="3")
[(line.number, line.keep, line.reason.zh) for line in by_hand[:3]]

# %% [markdown]
# 一行一条的 JSONL 和 CSV 不必拆开：`read_pages("crawl.jsonl.gz")` 认得 `text`、`content`、`正文` 等字段和标题字段。
# JSONL and CSV need no unpacking: `read_pages("crawl.jsonl.gz")` knows fields such as `text`, `content`, `正文` and the title.
#
# ## 自己的词 / Words of your own
#
# 用户词典（jieba 格式）里的词不会被切开；停用词不进主题。
# Words of a user dictionary (jieba's format) are never cut; stop words stay out of the topics.

# %%
(work / "words.txt").write_text("教代会代表团\n晚托服务\n", encoding="utf-8")
(work / "stop.txt").write_text("老师\n", encoding="utf-8")
mine = Tokenizer.from_files(work / "words.txt", work / "stop.txt")
sentence = "老师说，晚托服务由教代会代表团讨论。"
Tokenizer()(sentence), mine(sentence)

# %%
result = TopicAnalysis(8, tokenizer=mine, lang="zh").fit(read_pages(seeds))
result

# %% [markdown]
# ## 换你来定 / When you decide
#
# 得分在中间的行最值得看一眼；`explain` 说出理由。
# The lines whose score is in the middle deserve a look; `explain` gives the reasons.

# %%
unsure = result.lines_[result.lines_["score"].between(0.35, 0.65)]
unsure[["page", "line", "role", "keep", "score", "reason", "text"]].head(6)

# %%
first = unsure.iloc[0]
result.explain(first["page"], int(first["line"]))[["said", "weight"]].head(5)

# %% [markdown]
# ## 存下来，用到新页面上 / Save, and use on new pages
#
# 模型是数组和 JSON，没有 pickle；新页面按同样的主题和聚类归位。
# The model is arrays and JSON, no pickle; new pages are placed among the same topics and clusters.

# %%
result.save(work / "model")
again = TopicAnalysis.load(work / "model", lang="zh")
judged = again.transform(read_pages(mixed))
judged.pages[["page", "encoding", "lines", "kept", "topic", "cluster"]]

# %%
shutil.rmtree(work)
