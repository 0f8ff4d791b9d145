"""Stop words: words that name no subject."""

from __future__ import annotations

from functools import cache

from stopwordsiso import stopwords

from analysis.reading.characters import fold

# Words that news pages and their furniture are full of and that name no subject.
WEB_NEWS = frozenset(
    "记者 通讯员 报道 讯 近日 日前 昨日 今日 今天 昨天 目前 当天 本报 本网 本报讯 编辑 责任编辑 "
    "来源 作者 发布 时间 发布时间 原标题 图片 摄影 供图 新闻 网站 网友 点击 查看 更多 相关 阅读 "
    "全文 分享 评论 关注 微信 微博 转载 版权 声明 版权所有 首页 正文 关键词 标签 下载 客户端 扫码 "
    "二维码 据悉 获悉 表示 介绍 了解 认为 指出 进行 开展 工作 要求 相关 有关 一定 之后 以来 以及 "
    "其中 此次 本次 一名 一位 一些 多名 这是 还有 没有 已经 可能 需要 可以 成为 通过 www http https "
    "com cn".split()
)


@cache
def stop_words(extra: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the words of Chinese and English that carry no meaning of their own, and a user's own."""
    kept = stopwords(["zh", "en"])
    return frozenset(fold(w) for w in kept) | WEB_NEWS | frozenset(extra)
