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
# # 簸箕 · 从抓取到论文 / From crawl to paper
#
# 一个文件夹的 HTML，到可以付印的图、可以交给合作者的表格、可以写进论文的方法段落。
#
# From a folder of HTML to figures for print, tables for colleagues, and a methods paragraph for the paper.

# %%
# %matplotlib inline
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from analysis import (
    TopicAnalysis,
    noise_by_site,
    plot_before_after,
    plot_choice,
    plot_noise,
    plot_topics,
    plot_trends,
    read_pages,
    save_figure,
)

here = Path.cwd()
seeds = next(p / "seeds" / "pages" for p in (here, *here.parents) if (p / "seeds").is_dir())
paper = Path(tempfile.mkdtemp())
pd.set_option("display.max_colwidth", 60)

# %% [markdown]
# ## 一 · 读与判 / 1. Read and judge

# %%
result = TopicAnalysis("auto", lang="en").fit(read_pages(seeds))
result

# %% [markdown]
# ## 二 · 先看数据 / 2. Look at the data first
#
# 杂讯有多少，来自哪里？不先去掉它，主题会是什么样子？
# How much is noise, and where from? What would topics be if it stayed?

# %%
ax = plot_noise(noise_by_site(result.lines_), lang="en", size="page")
# %%
ax = plot_before_after(result.before_, result.topics_, lang="en", size="page")
# %% [markdown]
# ## 三 · 主题数写明理由 / 3. Say why so many topics

# %%
ax = plot_choice(result.choice_, lang="en", size="column")
# %% [markdown]
# ## 四 · 付印的图 / 4. Figures for print
#
# `size="column"` 是单栏（89 mm，7 磅字），`"page"` 是双栏（183 mm），`"slide"` 是幻灯片。`save_figure` 写出 PNG 与 SVG，
# 同样的数据每次字节相同。
# `size="column"` is one column (89 mm, 7-point type), `"page"` both (183 mm), `"slide"` a slide. `save_figure` writes PNG
# and SVG, the same bytes for the same data.

# %%
ax = plot_topics(result.topics_, lang="en", size="page")
# %%
ax = plot_trends(result.trends_, result.topics_, lang="en", size="column")
# %%
plots = {
    "topics": plot_topics(result.topics_, lang="en", size="page"),
    "trends": plot_trends(result.trends_, result.topics_, lang="en", size="column"),
}
widths = {name: round(float(ax.figure.get_size_inches()[0] * 25.4)) for name, ax in plots.items()}
written = [path.name for name, ax in plots.items() for path in save_figure(ax, paper / name)]
widths, written

# %% [markdown]
# ## 五 · 表格 / 5. Tables
#
# 所有表格写进一个 Excel 文件（`pip install "boji[excel]"`），或一个文件夹的 Parquet。
# All tables as one Excel file (`pip install "boji[excel]"`), or as a folder of Parquet.

# %%
workbook = result.to_excel(paper / "tables.xlsx")
pd.DataFrame(
    [(path.name, len(pd.read_parquet(path))) for path in result.to_parquet(paper / "tables")], columns=["file", "rows"]
)

# %% [markdown]
# `result.to_pyldavis()` 给 pyLDAvis，`result.to_graphml(path)` 给 Gephi，主题编号都与这里相同。
# `result.to_pyldavis()` is for pyLDAvis, `result.to_graphml(path)` for Gephi; topics keep their numbers.
#
# ## 六 · 方法段落 / 6. The methods paragraph
#
# 参数、版本、引文都从这次分析里取出；版本随安装而变，所以这里略去最后一句。
# Parameters, versions and citations come from this very analysis. Versions differ from machine to machine, so the last
# sentence is left out here.

# %%
print(result.methods("zh").split("软件：")[0])

# %%
print(result.methods("en").split("Software:")[0])

# %%
print(result.methods("en").partition("References")[2].strip())

# %%
shutil.rmtree(paper)
