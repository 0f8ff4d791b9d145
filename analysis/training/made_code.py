"""Made code: articles that teach programming or run a machine, code and what it prints between their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.training.made_house import (
    BODY,
    OTHER,
    UNKNOWN,
    WIDGET,
    Line,
    Pool,
    Split,
    Story,
    chance,
    pick,
    size,
    some,
)
from analysis.training.made_inserts import own_words
from analysis.training.made_words import FIELDS, Field, filled

LANGUAGES: tuple[str, str] = (  # blocks of a language and forms of its lines
    """
Python
import {w}
from {w} import {w2}
def {w}_{w2}({w3}, {w}=None):
    return {w} + {n}
    for {w} in range({n}):
        {w2}.append({w} * {small})
print({w}_{w2}({n}))
{w} = []
if __name__ == '__main__':
    {w} = open('{w2}.txt').read()
# {zh}
class {W}({W2}):
    '''{zh}'''
except {W}Error as e:
    self.{w} = {w}
>>> {w}[{n}]
{n}.{small}

Shell
sudo apt-get install {w}-{w2}
cd /usr/local/{w}
$ {w} --{w2}={n}
[root@{w} ~]# systemctl start {w2}
echo ${W} >> ~/.bashrc
wget http://{w}.org/{w2}-{small}.{small}.tar.gz
tar -zxvf {w}.tar.gz
# {zh}
chmod {n}5 {w}.sh
grep -rn '{w}' /etc/{w2}
pip install {w}=={small}.{small}
git commit -m '{zh}'

Java
public class {W}{W2} {{
    private String {w};
    public void set{W}(String {w}) {{
        this.{w} = {w};
    }}
}}
System.out.println({w} + {n});
import com.{w}.{w2}.{W};
    // {zh}
    @Override
for (int i = 0; i < {n}; i++) {{
    return new {W}({w2});
/** {zh} */
List<{W}> {w} = new ArrayList<>();

JavaScript
var {w} = document.getElementById('{w2}');
function {w}{W}({w2}) {{
  console.log({w});
}}
}});
$('#{w}').on('click', function() {{
const {w} = require('{w2}');
  if ({w} === {n}) return;
// {zh}
  let {w} = [{n}, {small}, {n}];
export default {w};
<div class="{w}-{w2}">{zh}</div>

SQL
SELECT {w}, {w2} FROM {w3}
WHERE {w} > {n} AND {w2} = '{zh}'
ORDER BY {w} DESC;
CREATE TABLE `{w}` (
  `{w2}` varchar({n}) NOT NULL COMMENT '{zh}',
  `{w}` int(11) DEFAULT '0',
) ENGINE=InnoDB;
INSERT INTO {w} VALUES ({n}, '{w2}');
-- {zh}
mysql> use {w};
Query OK, {n} rows affected (0.0{small} sec)
""",
    """
C
#include <{w}.h>
int main(void)
{{
    char *{w} = malloc({n});
    printf("{w}: %d\\n", {w2});
    while ({w} != NULL && {w2} < {n})
        {w}->{w2} = {n};
}}
    /* {zh} */
static int {w}_{w2}(struct {w3} *{w})
#define {W} {n}

Go
package {w}
func {w}{W}({w2} int) error {{
\tif err != nil {{
\t\treturn err
}}
\t{w} := make([]string, {n})
\tfmt.Println({w}, {w2})
\tdefer {w}.Close()
go func() {{
}}()

YAML
{w}:
  {w2}: {n}
  - name: {w}
    image: {w2}:{small}.{small}
  {w}-{w2}: true
  # {zh}
server.{w}.port={n}
[{w}]
<property name="{w}" value="{n}"/>
location /{w} {{
}}
""",
)
WORDS = (
    "list node data value index name count result file path user item key cache client config queue model server token"
    " page table buffer parser event logger handler stream order total source target session"
).split()
INTROS: Split[str] = (
    (
        "代码如下：",
        "示例代码：",
        "运行结果：",
        "执行以下命令：",
        "输出：",
        "我们先看{a}的实现：",
        "配置如下：",
        "修改{a}：",
    ),
    ("见下例：", "敲入命令", "打印出来是这样：", "源码：", "{a}的写法："),
)
TOOLS: Split[str] = (
    ("复制代码", "Copy", "复制", "[code]", "代码:", "{language}", "{language}复制代码", "运行", ""),
    ("点击复制", "【代码】", "查看源码 打印?", "▶ {language}", ""),
)
SCRIPTS = (
    "var {w}_id = '{n}{n}{n}';", "document.write(unescape('%3Cscript src=/{w}.js'));", "BAIDU_CLB_fillSlot('{n}{n}');",
    "(function(){{ var {w} = new Date(); }})();", "_{w}.push(['_set{W}', 'UA-{n}{n}']);", "/*{w} {n}*60*/",
)  # fmt: skip
COUNTED: Split[str] = (("", "", "", "", "{i}\n{t}", "{i} {t}", "{i}. {t}"), ("", "", "{i}|{t}", "{i:02d}\n{t}"))
TRAINED, HELD = 40, 14
MOST_BLOCKS, MOST_LINES = 6, 30
SCRIPTED = 0.25  # of the pages have lines of scripts among their furniture


@dataclass(frozen=True, slots=True)
class Manual:
    """How one site shows code.

    Attributes
    ----------
    name : str
    held_out : bool
    language : str
    counted : str
        How lines are numbered; nothing on most sites.
    tool : str
        What stands above a block; nothing on some.
    indented : bool
        Whether lines keep their indentation.
    """

    name: str
    held_out: bool
    language: str
    counted: str
    tool: str
    indented: bool


@cache
def languages(held_out: bool) -> dict[str, tuple[str, ...]]:
    """Return the forms of lines of each language."""
    blocks = (block.split("\n") for block in LANGUAGES[held_out].strip().split("\n\n"))
    return {name: tuple(forms) for name, *forms in blocks}


@cache
def manuals(held_out: bool) -> tuple[Manual, ...]:
    """Return the sites: 40 for training, 14 held out."""
    draw, h = np.random.default_rng(431 + held_out), held_out
    return tuple(
        Manual(
            f"{'held' if h else 'house'}{i:02d}", h, pick(draw, tuple(languages(h))), pick(draw, COUNTED[h]),
            pick(draw, TOOLS[h]), chance(draw, 0.6),
        )
        for i in range(HELD if h else TRAINED)
    )  # fmt: skip


def taught(manual: Manual, story: Story, pool: Pool, draw: np.random.Generator) -> Iterator[Line]:
    """Yield an article with blocks of code between its paragraphs, and perhaps scripts around it."""
    del pool
    field = own_words(story, pick(draw, FIELDS[manual.held_out]))
    told = story.told()
    scripts = [(coded(pick(draw, SCRIPTS), field, draw), OTHER) for _ in range(size(draw, 1, 6))]
    above, below = (chance(draw, SCRIPTED / 2) for _ in range(2))
    if above:
        yield from scripts
    at = 0
    for cut in sorted(int(draw.integers(min(2, len(told)), len(told) + 1)) for _ in range(size(draw, 1, MOST_BLOCKS))):
        yield from told[at:cut]
        yield from block(manual, field, draw)
        at = cut
    yield from told[at:]
    if below:
        yield from scripts


def block(manual: Manual, field: Field, draw: np.random.Generator) -> Iterator[Line]:
    """Yield lines of code below the words that lead to them and what can be done with them."""
    if chance(draw, 0.5):
        yield filled(pick(draw, INTROS[manual.held_out]), field, draw), BODY
    if manual.tool:
        yield manual.tool.format(language=manual.language), WIDGET
    forms = languages(manual.held_out)[manual.language]
    lines = [form for _ in range(1 + MOST_LINES // len(forms)) for form in some(draw, forms, len(forms))]
    for i, form in enumerate(lines[: size(draw, 1, MOST_LINES)], 1):
        line = coded(form, field, draw) if manual.indented else coded(form, field, draw).strip()
        number, _, text = (manual.counted or "{t}").format(i=i, t=line).rpartition("\n")
        if number:
            yield number, UNKNOWN
        yield text, BODY


def coded(form: str, field: Field, draw: np.random.Generator) -> str:
    """Fill a form of code: as `filled` does, and names ``{w} {w2} {w3} {W} {W2}`` and words in Chinese ``{zh}``."""
    w, w2, w3 = (pick(draw, WORDS) for _ in range(3))
    return filled(form, field, draw, w=w, w2=w2, w3=w3, W=w.title(), W2=w2.title(), zh=pick(draw, field.matters))
