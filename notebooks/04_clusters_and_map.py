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
# # 簸箕 · 聚类与地图 / Clusters and the map
#
# 哪些页面是一类？类与主题有什么不同？地图怎么看，页面之间的关系怎样拿到别的工具里去？
#
# Which pages belong together, how do clusters differ from topics, how to read the map, and how to take the ties between
# pages to other tools?

# %%
# %matplotlib inline
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd

from analysis import TopicAnalysis, plot_map, plot_sites, read_pages

here = Path.cwd()
seeds = next(p / "seeds" / "pages" for p in (here, *here.parents) if (p / "seeds").is_dir())
pd.set_option("display.max_colwidth", 60)
result = TopicAnalysis("auto", lang="zh").fit(read_pages(seeds))

# %% [markdown]
# ## 一页一类 / A page has one cluster
#
# 主题是可以混合的成分，一页常有几个；聚类给每页一个归属。`words` 是使这一类与别的类不同的词，`nearest` 是最靠近中心的页面。
#
# Topics are ingredients, and a page may mix them; a cluster is where a page belongs. `words` set a cluster apart from the
# others; `nearest` is the page nearest its centre.

# %%
result.clusters_

# %% [markdown]
# 主题与聚类并排：大多一致，不一致处是混合的页面。
# Topics beside clusters: mostly they agree; where they do not, pages are mixtures.

# %%
pd.crosstab(result.pages_["cluster"], result.pages_["topic"])

# %% [markdown]
# ## 几类 / How many
#
# 近邻图能分成几个团：模块度最高而又最少的数；两半页面各自怎么说，决定结论是否明确。
# How many communities the graph of like pages has: the smallest number of the highest modularity. Whether it is clear is
# for the two halves of the pages to say, each by itself.

# %%
trial = result.trials_["clusters"]
modularity = trial.scores().mean(axis=1).round(3)
pd.DataFrame({"clusters": trial.numbers, "modularity": modularity}).set_index("clusters").T

# %%
{"recommended": trial.best, "runner-up": trial.runner_up, "clear": trial.clear}

# %% [markdown]
# ## 地图 / The map
#
# 越近的页面用词越像。名字写在该类最密的地方，后面是页数。坐标本身没有含义，远处的距离也不宜细读。
# Pages that use the same words lie close. Names stand where a cluster is densest, with its number of pages. The axes mean
# nothing, and long distances should not be read closely.

# %%
places = result.map_.merge(result.pages_[["page", "title", "cluster"]], on="page")
ax = plot_map(places, result.clusters_)
# %% [markdown]
# 返回的是 Axes，可以接着画。例如圈出一个站点的页面。
# What comes back is an Axes: draw on. Here the pages of one site are ringed.

# %%
ax = plot_map(places, result.clusters_, lang="en")
drawn = pd.concat([pd.DataFrame(points.get_offsets(), columns=["x", "y"]) for points in ax.collections])
order = pd.concat([rows for _, rows in places.groupby("cluster")])
drawn.index = order.index
own = drawn[order["page"].str.startswith("linxi/")]
ring = {"markerfacecolor": "none", "markeredgecolor": "#c85a0a", "markeredgewidth": 2}
ax.plot(own["x"], own["y"], "o", markersize=14, label="linxi", **ring)
_ = ax.legend(loc="upper right", frameon=False, labelcolor="#c85a0a")

# %% [markdown]
# ## 零散的页面 / Stray pages
#
# `noise=True` 把不在任何密集处的页面留在外面。这里的页面都有伴，一页也没有被留下。
# `noise=True` leaves pages of no dense region out. Here every page has company, and none is left out.

# %%
strays = TopicAnalysis(8, noise=True, lang="zh").fit(read_pages(seeds))
int(strays.pages_["cluster"].isna().sum())

# %% [markdown]
# ## 哪个站点写什么 / Which site writes what

# %%
ax = plot_sites(result.sites_, result.topics_)
# %% [markdown]
# ## 带走 / Take it along
#
# 页面之间的关系图可以在 Gephi、Cytoscape、networkx 里打开：点是页面（标题、主题、聚类、杂讯比例），边是相似度。
# The graph of pages opens in Gephi, Cytoscape or networkx: nodes are pages with title, topic, cluster and share of noise,
# edges are how alike they are.

# %%
with tempfile.TemporaryDirectory() as folder:
    graph = ET.parse(result.to_graphml(Path(folder) / "pages.graphml")).getroot()[-1]
kinds = pd.Series([element.tag.rpartition("}")[2] for element in graph])
kinds.value_counts()
