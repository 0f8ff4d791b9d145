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
# # 簸箕 · 快速上手 / boji in ten minutes
#
# 一堆抓来的中文网页里，哪些是文章，哪些是聚合站的杂讯？文章讲什么？哪些页面是一类？
#
# In a pile of scraped Chinese pages, what is article and what is noise? What are the articles about, and which pages
# belong together?

# %%
# %matplotlib inline
from pathlib import Path

from analysis import (
    TopicAnalysis,
    noise_by_site,
    plot_before_after,
    plot_map,
    plot_noise,
    plot_strip,
    plot_topics,
    read_pages,
    separate_page,
)

here = Path.cwd()
seeds = next(p / "seeds" / "pages" for p in (here, *here.parents) if (p / "seeds").is_dir())

# %% [markdown]
# ## 读、分、归 / Read, separate, group
#
# `fit` 一步完成全部工作，结果都是数据框。 `fit` does all the work; every result is a data frame.

# %%
result = TopicAnalysis(n_topics="auto", lang="zh").fit(read_pages(seeds))
result

# %% [markdown]
# 色带是各主题的份额，圆点是 10 次重抽样里再现的次数。`result.show()` 在这里打开报告。
# The strip shows the topics' shares, the dots in how many of 10 resamples each came back. `result.show()` opens the
# report right here.

# %%
result.pages_[["page", "title", "lines", "kept", "noise_share", "topic", "cluster"]].head(8)

# %% [markdown]
# ## 主题 / Topics
#
# `coherence` 是 NPMI（词是否同现）；`stability` 是换一批页面后主题的词有多相近，`support` 是再现的比例。
# `coherence` is NPMI; `stability` says how alike the topic's words are in other samples of the pages, `support` in which
# share of them it comes back.

# %%
result.topics_[["topic", "words", "share", "coherence", "stability", "support", "pages"]]

# %% [markdown]
# 主题数是选出来的，`clear` 说结论是否明确（细节见 03_topics）。
# The number of topics was chosen; `clear` tells whether the choice is sure (03_topics has the details).

# %%
chosen = result.trials_["topics"]
{"recommended": chosen.best, "runner-up": chosen.runner_up, "clear": chosen.clear}

# %%
ax = plot_topics(result.topics_)
# %% [markdown]
# ## 甄别之前与之后 / Before and after separation
#
# 左边是常规做法（全部文字进 jieba、TF-IDF、NMF），右边只用簸箕留下的正文。
# On the left the usual recipe on all text; on the right the articles that boji kept.

# %%
ax = plot_before_after(result.before_, result.topics_)
# %% [markdown]
# ## 每一行的去留 / Every line, kept or dropped
#
# 每一行都有角色、得分和理由；`page` 和 `line` 指回原文件。
# Each line has a role, a score and a reason; `page` and `line` lead back to the source.

# %%
lines = result.lines_
page = lines[lines["page"] == "yuguang/party_gongtongti.txt"]
page[["line", "role", "keep", "score", "reason", "text"]].iloc[[0, 1, 2, 3, 6, 24, 30, 45, 60, 84, 85]]

# %%
ax = plot_strip(lines)
# %% [markdown]
# 每幅是一个站点的页面从上到下的样子：蓝色是正文，橙色是推荐阅读。
# Each panel is what a page of a site looks like, from top to bottom: article in blue, read-more lists in orange.
#
# ## 杂讯来自哪里 / Where the noise comes from

# %%
ax = plot_noise(noise_by_site(lines))
# %% [markdown]
# ## 页面地图 / Map of the pages

# %%
ax = plot_map(result.map_.merge(result.pages_[["page", "cluster"]], on="page"), result.clusters_)
# %% [markdown]
# ## 一页也行 / One page alone

# %%
text = (seeds / "sudi" / "tea_caichaji.txt").read_text(encoding="utf-8")
judged = separate_page(text)
judged

# %% [markdown]
# 鼠标停在一行上可见理由；`kept()` 是干净的正文。
# Rest the pointer on a line for its reason; `kept()` is the clean article.

# %%
kept = judged.kept()
print(len(judged), "行 / lines,", sum(line.keep for line in judged), "留下 / kept")
print("\n".join(line[:60] for line in kept[:5]))

# %% [markdown]
# ## 存下来，判断新页面 / Save, and judge new pages

# %%
import tempfile

with tempfile.TemporaryDirectory() as folder:
    result.save(folder)
    again = TopicAnalysis.load(folder, lang="zh")
    new = again.transform(read_pages(seeds / "gangyu"))
new.pages[["page", "kept", "topic", "cluster"]]
