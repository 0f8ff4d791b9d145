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
# # 簸箕 · 甄别 / Separation
#
# 一行文字是文章还是杂讯？这里一步一步看：证据、判断、理由、错误，以及与读 HTML 的抽取工具的比较。
#
# Is a line article or noise? Step by step: the evidence, the judgement, its reasons, its errors, and how it compares
# with extractors that read the HTML.

# %%
# %matplotlib inline
from pathlib import Path

import pandas as pd

from analysis import explain, plot_explanation, plot_scores, read_pages, separate_page

home = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "seeds" / "pages").is_dir())
seeds, measured = home / "seeds" / "pages", home / "figures" / "data"
pd.set_option("display.max_colwidth", 60)

# %% [markdown]
# ## 一页 / One page
#
# `separate_page` 接受一页文字（或 `read_pages` 读到的一页，含 HTML 标签信息），返回逐行的判断。
# `separate_page` takes the text of a page (or a page of `read_pages`, with what its HTML tells) and judges each line.

# %%
page = next(p for p in read_pages(seeds) if p.name == "yuguang/party_gongtongti.txt")
lines = separate_page(page.text)
pd.DataFrame(
    [(x.number, x.role, x.keep, round(x.score, 3), x.reason.zh, x.reason.en, x.text.strip()[:40]) for x in lines],
    columns=["line", "role", "keep", "score", "理由", "reason", "text"],
).iloc[[0, 1, 2, 5, 6, 24, 30, 45, 60, 84, 85]]

# %% [markdown]
# ## 为什么 / Why
#
# `explain` 把一行的判断拆开：每份证据把它往"正文"（正）或"杂讯"（负）推了多少（对数几率，决策路径分摊）。
# `explain` takes the judgement on a line apart: how far each piece of evidence pushed it towards article (positive) or
# noise (negative), in log-odds shared along the decision paths.

# %%
kept = next(x for x in lines if x.role == "body" and len(x.text) > 60)
explain(lines, kept.number).head(8)

# %%
ax = plot_explanation(explain(lines, kept.number))
# %% [markdown]
# 一条读起来像文章、却被扬掉的行：同题材的"相关阅读"摘要。
# A line that reads like an article and was dropped all the same: the lead of a related page on the same subject.

# %%
stub = max((x for x in lines if x.role == "related"), key=lambda x: len(x.text))
ax = plot_explanation(explain(lines, stub.number))
# %% [markdown]
# ## 证据 / The evidence
#
# 每份证据由若干有名字的事实组成，`facts` 列出最重的几个和它们的值。
# Each piece of evidence rests on facts that have names; `facts` lists the heaviest and their values.

# %%
explain(lines, stub.number)[["said", "weight", "facts"]].head(6)

# %% [markdown]
# ## 修补 / Repairs
#
# 留下的文字会修补：被分栏截断的段落接起来，粘在行尾的序号拆开，`middot;` 之类的残留还原（`repaired=False` 则原样）。
# Kept text is mended: paragraphs that columns broke are joined, numerals glued to line ends are split off, debris such
# as `middot;` is decoded (`repaired=False` leaves it as it stands).

# %%
broken = next(p for p in read_pages(seeds) if p.name == "jiangting/charging_last_diesel_bus.txt")
judged = separate_page(broken)
as_it_stands, mended = judged.kept(repaired=False), judged.kept()
print(len(as_it_stands), "行 / lines →", len(mended))
print(*as_it_stands[2:6], "", *mended[2:4], sep="\n")

# %% [markdown]
# ## 对与错 / Right and wrong
#
# `seeds/` 里判错的行（训练时"留不留"没有见过它们）。 The lines of `seeds/` that are judged wrong; the weights that
# decide what is kept have not seen them.

# %%
gold = pd.read_csv(home / "seeds" / "gold.tsv", sep="\t", quoting=3)
gold = gold[gold["ambiguous"] != 1]
content = {"title", "heading", "body", "caption"}
wanted = {(r.page, r.line): r.role for r in gold.itertuples()}
rows = []
for page in read_pages(seeds):
    for x in separate_page(page):
        if (page.name, x.number) in wanted:
            role = wanted[page.name, x.number]
            rows.append((page.name, x.number, role, x.role, x.keep, (role in content) == x.keep, x.reason.en, x.text))
judged = pd.DataFrame(rows, columns=["page", "line", "gold", "role", "keep", "right", "reason", "text"])
print(f"{judged['right'].mean():.4f} of {len(judged):,} lines right, each page judged by itself")
judged[~judged["right"]].drop(columns="right").head(12)

# %% [markdown]
# 难而判对的：同题材的摘要被扬掉，没有标点的短标题留下。 Hard ones that are right: long leads of other pages dropped,
# short headings kept.

# %%
hard = judged[judged["right"] & (judged["gold"] == "related") & (judged["text"].str.len() > 45)].head(4)
short = judged[judged["right"] & (judged["gold"] == "heading") & (judged["text"].str.len() < 14)].head(4)
pd.concat([hard, short]).drop(columns="right")

# %% [markdown]
# ## 在真实页面上 / On real pages
#
# 下面的表由 `tests/benchmarks/measure.py` 在 308 个真实页面（86 个站点）上测得：按站点交叉验证，判断一页的权重没有见过它的站点。
# `stubs_dev`：文章后带一长串相关导语；`cut`：正文周围所剩无几；`crowded`：每十页的正文周围完全相同；`written`：我们为
# 700 个虚构站点各写的一页（`seeds/sites`），不是真实页面。
# The tables below were measured by `tests/benchmarks/measure.py` on 308 real pages of 86 sites, cross-validated by site: the
# weights that judge a page have seen nothing of its site. `stubs_dev`: articles with a tail of related leads; `cut`: little
# around the article; `crowded`: ten pages share all that is around their articles; `written`: not real but written by us, a
# page of each of 700 invented sites (`seeds/sites`).

# %%
scores = pd.read_csv(measured / "separation.csv")
scores[["set", "char_f1", "line_f1", "page_f1", "page_median", "page_good", "site_char_f1", "site_line_f1"]]

# %% [markdown]
# 与读 HTML 的抽取工具并排（同样的页面，同样的计分）。 Beside extractors that read the HTML: same pages, same scoring.

# %%
side = pd.read_csv(measured / "extractors.csv")
side["method"] += " (" + side["sees"] + ")"
ax = plot_scores(side.sort_values("char_f1", ascending=False))
side.drop(columns="sees")
# %% [markdown]
# 一份一份加上证据：到 `topics` 为止只有提升树；`roles` 一行是实际所用的判断，连同网络与成片重复的行；`markup` 从 HTML 判断，没有角色。
# 除 `roles` 外各行是用较早的权重测的。
# Adding the evidence piece by piece: boosted trees alone up to `topics`; the row `roles` is the judgement in use, with the
# network and lines that repeat side by side; `markup` judges from the HTML, without roles. All rows but `roles` were measured
# with weights of before.

# %%
ablation = pd.read_csv(measured / "ablation.csv")
ax = plot_scores(ablation, name="evidence")
ablation
# %% [markdown]
# 各类页面。 Kinds of pages.

# %%
pd.read_csv(measured / "groups.csv")

# %% [markdown]
# 剩下的错误按种类，占全部正文字数的比例，以及怎样才能改掉。 The errors that are left, by kind, as a share of all
# characters of content, and what would mend them.

# %%
pd.set_option("display.max_colwidth", 100)
pd.read_csv(measured / "errors.csv")

# %% [markdown]
# 角色（同样按站点交叉验证）。 Roles, cross-validated by site as well.

# %%
pd.read_csv(measured / "roles.csv")

# %% [markdown]
# ## 只要干净的文字 / Clean text only
#
# ```sh
# boji clean pages/ --out clean/              # 一个文件夹 / a folder
# curl -s URL | boji clean > article.txt      # 一页 HTML / a page of HTML
# zcat crawl.jsonl.gz | boji clean > clean.jsonl   # 一行一条记录，字段不变，只换正文 / records, their text replaced
# ```
