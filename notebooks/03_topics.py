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
# # 簸箕 · 主题与聚类 / Topics and clusters
#
# 主题从哪里来，该取几个，有多可靠，词和例句回到哪个文件的哪一行；页面怎样归拢；与常见做法相比如何。
#
# Where topics come from, how many there are, how far to trust them, back to the file and line; how pages are grouped;
# and how it compares with the usual ways.

# %%
# %matplotlib inline
from pathlib import Path

import pandas as pd

from analysis import (
    TopicAnalysis,
    coherence,
    plot_choice,
    plot_hierarchy,
    plot_map,
    plot_sites,
    plot_topics,
    plot_trends,
    read_pages,
)

home = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "seeds" / "pages").is_dir())
measured = home / "figures" / "data"
pd.set_option("display.max_colwidth", 70)
result = TopicAnalysis(n_topics="auto", lang="zh").fit(read_pages(home / "seeds" / "pages"))

# %% [markdown]
# ## 几个主题 / How many topics
#
# 把页面分成两半（页面少时取有重叠的两份），各自建模：词的连贯度（NPMI）、两半之间主题的稳定度
# （Greene 等 2014）、主题间的重复度，以及主题能否把相似页面的近邻图分成团（模块度）。四项合成得分；
# 每一半单独来看都得出同一个数，结论才算"明确"。
#
# Pages are cut into two halves (two overlapping parts when there are few), each modelled by itself: coherence of the
# words (NPMI), stability of the topics from half to half (Greene et al. 2014), redundancy, and whether the topics split
# the graph of like pages into communities (modularity). The verdict is "clear" only when every half alone would have
# led to the same number.

# %%
ax = plot_choice(result.choice_)
# %%
verdict = {True: "clear", False: "unclear"}
{name: (trial.best, trial.runner_up, verdict[trial.clear]) for name, trial in result.trials_.items()}

# %% [markdown]
# ## 主题 / Topics
#
# `support` 是 10 次重抽样里主题再现的比例；不足一半的画成灰色，不藏起来。`site` 标出几乎只来自一个站点的主题。
# `support` is the share of 10 resamples in which a topic came back; below one half it is drawn grey, never hidden.
# `site` names the owner of a topic that comes from one site (Thompson & Mimno 2018).

# %%
result.topics_[["topic", "label", "words", "coherence", "stability", "support", "pages", "site"]]

# %%
ax = plot_topics(result.topics_)
# %% [markdown]
# 语料自己的术语：分词器切开、而语料里总在一起的词。 Terms of the corpus itself, which the segmenter cuts in pieces:

# %%
"  ".join("".join(p) for p in result.tokenizer_.phrases)

# %% [markdown]
# 说得最明白的几行，带文件名和行号。 The lines that speak most plainly of each topic, with file and line number.

# %%
result.topic_lines_.groupby("topic").head(1)[["topic", "page", "line", "text"]]

# %% [markdown]
# 其他连贯度，与 gensim 的定义一致。 Other measures of coherence, defined as in gensim.

# %%
words = result.model_.words()
documents = [result.tokenizer_(text) for text in result.clean_.values()]
pd.DataFrame({m: coherence(words, documents, m) for m in ("c_npmi", "c_v", "u_mass")}).round(3)

# %% [markdown]
# ## 主题之间 / How topics lie to each other

# %%
ax = plot_hierarchy(result.topic_tree_, result.topics_)
# %% [markdown]
# ## 时间与站点 / Time and sites

# %%
ax = plot_trends(result.trends_, result.topics_)
# %%
ax = plot_sites(result.sites_, result.topics_)
# %% [markdown]
# ## 聚类 / Clusters
#
# 相似页面的近邻图先分成团（谱聚类，无随机），再由词的混合模型（EM）定下每页的归属。
# The graph of nearest pages is split into communities (spectral, without chance); a mixture of words (EM) settles them.

# %%
result.clusters_

# %%
ax = plot_map(result.map_.merge(result.pages_[["page", "cluster"]], on="page"), result.clusters_)
# %% [markdown]
# 想把零散页面留在外面，可设 `noise`；这里每一页都有归属，一页也没有。
# To leave stray pages out, set `noise`; here every page belongs somewhere, and there is none.

# %%
strays = TopicAnalysis(8, noise=True, lang="zh").fit(read_pages(home / "seeds" / "pages")).pages_
strays.loc[strays["cluster"].isna(), "page"].tolist()

# %% [markdown]
# ## 与常见做法相比 / Beside the usual ways
#
# 六个有标注的语料，主题数等于标注数（`tests/benchmarks/peers.py` 量出；随机方法取五次平均）。NMI：与标注的一致程度。
# Six labelled corpora, as many topics as labels (measured by `tests/benchmarks/peers.py`; means of five seeds where chance plays a
# part). NMI: agreement with the labels.

# %%
peers = pd.read_csv(measured / "peers.csv", encoding="utf-8-sig")
order = peers["method"].drop_duplicates()
peers.pivot_table(index="method", columns="corpus", values="nmi").loc[order].assign(
    mean=lambda t: t.mean(axis=1)
).round(3)

# %% [markdown]
# 主题词的连贯度（NPMI）与多样度 / Coherence (NPMI) and diversity of the topics' words:

# %%
with_words = peers.dropna(subset=["npmi"])
with_words.groupby("method", sort=False)[["npmi", "diversity", "junk"]].mean().round(3)
