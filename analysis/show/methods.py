"""Methods: what an analysis did, as a paragraph for a paper, with its numbers, versions and citations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.languages import Bilingual
from analysis.words.segmenters import SEGMENTERS

SENTENCES: tuple[tuple[str, Bilingual], ...] = (
    ("pages", Bilingual(
        "用 boji（簸箕）{boji} 处理了来自 {sites} 个站点的 {pages} 个网页（共 {lines} 行）。逐行判断文章与杂讯：以行的形式、上下文、"
        "跨页重复和词汇亲和度等命名证据为特征，由提升树与字符 n 元线性模型判定，纯文本另听逐行连读的小型卷积网络（Bai 等 2018）；留下的文字占全部字数的 {kept}，其余（导航、相关推荐、广告等）剔除。",
        "We processed {pages} web pages of {sites} sites ({lines} lines) with boji {boji}. Each line was judged as article "
        "or noise by boosted trees and a linear model over character n-grams, lines of plain text by a small convolutional "
        "network as well (Bai et al. 2018), from named evidence on its form, context, repetition across pages and lexical "
        "affinity; {kept} of all characters were kept, the rest (navigation, related links, advertisements) dropped.",
    )),
    ("words", Bilingual(
        "留下的文字用 {segmenter} 切分{dictionary}，识别语料自有的术语 {phrases} 个，得词表 {terms} 词，按 TF-IDF 加权。",
        "Kept text was segmented with {segmenter}{dictionary}; {phrases} phrases of the "
        "corpus were taken as words, and {terms} terms were weighted by TF-IDF.",
    )),
    ("topics", Bilingual(
        "主题由非负矩阵分解得出（Lee & Seung 1999；精确奇异值分解起步的 NNDSVD，Boutsidis & Gallopoulos 2008；加速 HALS，"
        "Gillis & Glineur 2012），无随机成分。主题数为 {n_topics}，",
        "Topics were found by non-negative matrix factorisation (Lee & Seung 1999; started by NNDSVD from an exact SVD, "
        "Boutsidis & Gallopoulos 2008; solved by accelerated HALS, Gillis & Glineur 2012), without random parts. ",
    )),
    ("chosen", Bilingual(
        "由页面两半之间的连贯度、稳定度（Greene 等 2014）、重复度与模块度（Newman & Girvan 2004）"
        "从 {tried} 中选出，结论{clear}。",
        "Their number, {n_topics}, was chosen among {tried} by coherence, stability between halves of "
        "the pages (Greene et al. 2014), redundancy and modularity (Newman & Girvan 2004); the choice was {clear}. ",
    )),
    ("given", Bilingual("由作者指定。", "Their number, {n_topics}, was given. ")),
    ("quality", Bilingual(
        "主题的平均连贯度（NPMI，Bouma 2009）为 {coherence}；在 {resamples} 次重抽样中平均稳定度为 {stability}，{firm} 个主题在半数以上的重抽样中再现。",
        "Their mean coherence (NPMI, Bouma 2009) is {coherence}; over {resamples} resamples their mean stability is {stability}, and {firm} of "
        "them came back in at least half.",
    )),
    ("clusters", Bilingual(
        "页面归为 {n_clusters} 类：近邻图的谱聚类（Ng, Jordan & Weiss 2001）起步，多项混合模型（Nigam 等 2000）定归属。",
        "Pages were grouped into {n_clusters} clusters by spectral clustering of their neighbour graph (Ng, Jordan & Weiss "
        "2001), settled by a mixture of multinomials (Nigam et al. 2000).",
    )),
    ("versions", Bilingual(
        "软件：Python {python}，{libraries}。同样的输入得出同样的结果。",
        "Software: Python {python}, {libraries}. The same input gives the same results.",
    )),
)  # fmt: skip
DICTIONARY = Bilingual("（jieba 词典与隐马尔可夫模型）", " (jieba's dictionary and hidden Markov model)")
CITED = (
    "Bai, S., Kolter, J. Z., & Koltun, V. (2018). An empirical evaluation of generic convolutional and recurrent networks for "
    "sequence modeling. arXiv:1803.01271.",
    "Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL.",
    "Boutsidis, C., & Gallopoulos, E. (2008). SVD based initialization: A head start for nonnegative matrix factorization. "
    "Pattern Recognition, 41(4).",
    "Gillis, N., & Glineur, F. (2012). Accelerated multiplicative updates and hierarchical ALS algorithms for nonnegative "
    "matrix factorization. Neural Computation, 24(4).",
    "Greene, D., O'Callaghan, D., & Cunningham, P. (2014). How many topics? Stability analysis for topic models. ECML PKDD.",
    "Lee, D. D., & Seung, H. S. (1999). Learning the parts of objects by non-negative matrix factorization. Nature, 401.",
    "Newman, M. E. J., & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E, 69.",
    "Ng, A. Y., Jordan, M. I., & Weiss, Y. (2001). On spectral clustering: Analysis and an algorithm. NIPS 14.",
    "Nigam, K., McCallum, A. K., Thrun, S., & Mitchell, T. (2000). Text classification from labeled and unlabeled documents "
    "using EM. Machine Learning, 39.",
)


def paragraph(facts: Mapping[str, Any], lang: str) -> str:
    """Tell in a paragraph what was done, with a list of the works that it cites.

    Parameters
    ----------
    facts : mapping
        The fields of `SENTENCES`, and ``tried`` empty where the number of topics was given; ``clear`` a bool.
    lang : {"zh", "en"}
    """
    clear = Bilingual("明确", "clear") if facts["clear"] else Bilingual("不明确", "not clear")
    left_out = "given" if facts["tried"] else "chosen"
    known = DICTIONARY.said(lang) if facts["segmenter"] in SEGMENTERS else ""
    values = {**facts, "clear": clear.said(lang), "dictionary": known, "tried": _range(facts["tried"], lang)}
    told = "".join(
        sentence.said(lang).format(**values) + ("" if lang == "zh" or sentence.en.endswith(" ") else " ")
        for name, sentence in SENTENCES
        if name != left_out
    ).strip()
    cited = [work for work in CITED if work.split(",")[0] in told]
    return "\n".join([told, "", Bilingual("参考文献", "References").said(lang), *cited])


def _range(tried: list[int], lang: str) -> str:
    return Bilingual("{} 至 {}", "{} to {}").said(lang).format(min(tried), max(tried)) if tried else ""
