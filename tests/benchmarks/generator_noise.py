"""What generated sites put around an article: menus, bylines, widgets, adverts, notices.

Slots: ``site`` is the site's name, ``section`` that of its subject; `generator_voice` fills the others.
"""

SITE_STEMS = (
    "晨江 远山 海角 百川 南亭 松原 云岭 古渡 青禾 白塔 沧浪 北辰 秋塘 石桥 鹿鸣 竹溪 望海 金柳 长堤 半山".split()
)
SITE_ENDS = "网 在线 资讯 头条 日报网 热线 快讯 新闻 时报 晚报网 门户 看点".split()

MENUS = (
    "首页 新闻 国内 国际 财经 科技 体育 娱乐 汽车 房产 教育 健康 视频 图片 论坛 博客 专题 军事 历史 地方 评论 "
    "更多 登录 注册 手机版 客户端 时尚 旅游 美食 读书 公益 直播 滚动 数据 招聘 天气 彩票 游戏 亲子 家居"
).split()
JOINTS = ("  ", " | ", "　", " · ", "\n")  # between the entries of a menu; the last puts each on a line of its own

CRUMBS = (
    "您的位置：首页 > {section} > 正文", "当前位置: {site} >> {section}频道 >> 列表", "{site} › {section} › 详情",
    "首页 » {section}", "返回{section}频道",
)  # fmt: skip

BYLINES = (
    "{date} {clock} 来源：{outlet}", "发布时间：{date} {clock}　来源：{outlet}　作者：{editor}",
    "{outlet}　{date}　编辑：{editor}", "{editor}\n{date} {clock}", "来源: {outlet} | 时间: {date} | 阅读: {n}",
    "{year}年{day} {clock}　{site}　我要评论({few})", "文/{editor} 发表于 {date}",
    "{date} {clock} {outlet} 字号：大 中 小",
)  # fmt: skip

LEADS = (
    "本网{place}{day}电（记者 {editor}）", "{outlet}讯 ", "{site}{day}消息，", "（{outlet}记者{editor}）",
    "核心提示：",
)  # fmt: skip
CAPTIONS = (
    "图为{p}在{place}{v}。{firm}供图", "{place}的{a}（资料图）", "▲ {p}正在{v} 摄影：{editor}", "图源：{firm}",
)  # fmt: skip
BREAKS = ("【相关图片】", "点击查看大图", "↓↓↓ 更多精彩在下方 ↓↓↓", "（点击视频观看）", "广告", "上一页 1 2 3 下一页")
CLOSINGS = (
    "责任编辑：{editor}", "（编辑：{editor}　校对：{editor}）", "【编辑:{editor}】", "（完）",
    "来源：{outlet}　责编：{editor}", "[责任编辑：{editor}]",
)  # fmt: skip

SHARES = (
    "分享到： 微信 微博 QQ空间 朋友圈", "点赞 {n}  收藏 {few}  转发", "扫一扫，在手机上看{site}", "打开APP阅读全文",
    "【纠错】 【打印】 【收藏】 【关闭】", "关注{site}公众号，每天{few}条好新闻", "返回列表页", "举报/反馈",
    "展开全文", "复制链接 生成海报", "为你点亮 {few} 颗星",
)  # fmt: skip
COMMENTS = (
    "网友评论", "我来说两句（{n}人参与）", "发表评论 请自觉遵守互联网相关规定", "最新评论 最热评论",
    "暂无评论，快来抢沙发", "登录后才能评论", "查看全部{n}条评论",
)  # fmt: skip
REMARKS = (
    "说得实在", "{place}的表示就是这样", "{a}早该管管了", "顶一个", "坐等后续", "不懂就问，{a}是什么", "楼上的别急",
)  # fmt: skip
ADVERTS = (
    "广告 | 春季大促，满{n}减{few}，点击领取", "想学技能？{few}元试听课限时开放，立即报名",
    "热门游戏 今日开服 首充双倍", "家用净水器，老用户专享价{n}元 去看看>>",
    "车主注意：报废旧车最高可补{few}万，三分钟估价", "赞助商链接", "这款面霜{n}人都说好，今日下单送小样",
    "{place}招聘兼职，日结{n}元，在家可做", "中老年鞋 轻便防滑 仅售{few}9元 包邮",
    "贷款额度自测，凭身份证最高{few}万", "名酒品鉴装{n}元两瓶，货到付款", "少儿编程免费试听，名额仅剩{few}个",
)  # fmt: skip
RELATED = ("相关阅读", "猜你喜欢", "热门推荐", "延伸阅读", "相关新闻", "大家都在看", "为您推荐", "更多精彩")
HOT = ("24小时热榜", "点击排行", "本周热文", "图文推荐", "最新文章", "头条速览")
BULLETS = ("", "", "· ", "• ", "> ", "【热】", "number", "date")  # the last two stand for the place and the day
NEIGHBOURS = (("上一篇：", "下一篇："), ("上一条:", "下一条:"), ("<< 上一篇 ", ">> 下一篇 "), ("前一篇　", "后一篇　"))
LEGAL = (
    "免责声明：{site}转载此文仅为传递信息，不代表本站观点，如有侵权请与我们联系。",
    "版权声明：凡注明来源为{site}的作品，未经许可不得转载、摘编。",
    "Copyright © 2003-2024 {site} 版权所有　备案号：京ICP备{code}号",
    "声明：本文由入驻{site}的作者撰写，文中观点归作者所有，本站只提供信息存储服务。",
    "关于我们 | 广告服务 | 联系方式 | 网站地图 | 投诉建议",
    "本站部分内容来自网络，版权归原作者，{site}不对其真实性负责。",
    "违法和不良信息举报电话：400-{code} 举报邮箱见页脚",
    "投资有风险，入市需谨慎。{site}提供的内容不构成任何建议。",
    "增值电信业务经营许可证 B2-{code}　{site}技术部维护",
    "© {site} 未经书面授权禁止镜像",
)
LOST = (
    "Page not found\nThe page you are looking for has moved.\nBack to home",
    "404\nnginx",
    "Loading...\nPlease enable JavaScript to view this page.",
    "——\n……",
)
