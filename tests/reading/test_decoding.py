import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.decoding import decode, unscrambled
from analysis.reading.limits import UnreadableError

SENTENCE = "河边的老茶馆重新开张，街坊们坐下来聊起当年的渡船。"
TRADITIONAL = "河邊的老茶館重新開張，街坊們坐下來聊起當年的渡船。"
UTF16 = "河边的老茶馆一开门就坐满了街坊，最里头那张桌子留给船长。\n" * 20
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf8_comes_back(text: str) -> None:
    marked = text.startswith("\ufeff")
    assert decode(text.encode("utf-8")) == ((text[1:], "utf-8-sig") if marked else (text, "utf-8"))


@given(ANY_TEXT)
def test_utf8_with_a_mark_comes_back_without_it(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")


@given(ANY_TEXT, st.sampled_from(["le", "be"]))
def test_utf16_with_a_mark_comes_back_without_it(text: str, order: str) -> None:
    assert decode(("\ufeff" + text).encode(f"utf-16-{order}")) == (text, "utf-16")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_comes_back(encoding: str) -> None:
    text = "云津讯 2031-05-04 (Li Hua)\n" + "河水上涨，渡船停航。\n" * 9
    assert decode(text.encode(encoding)) == (text, encoding)


@given(ANY_TEXT.map(lambda text: text.replace("\0", "")))
def test_gb18030_comes_back_where_the_page_declares_gb2312(text: str) -> None:
    html = f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>{SENTENCE}{text}'
    assert decode(html.encode("gb18030"), html=True) == (html, "gb18030")


@given(st.text(st.sampled_from(TRADITIONAL + "嘅喺咗㗎 \nAb3")))
def test_big5_with_hong_kong_characters_comes_back_where_the_page_declares_big5(text: str) -> None:
    html = f"<META CHARSET='Big5'><p>{TRADITIONAL}{text}"
    assert decode(html.encode("big5hkscs"), html=True) == (html, "big5hkscs")


@pytest.mark.parametrize(("text", "encoding"), [(SENTENCE, "gb18030"), (TRADITIONAL, "big5hkscs")])
def test_undeclared_chinese_encodings_are_detected(text: str, encoding: str) -> None:
    assert decode((text * 4).encode(encoding)) == (text * 4, encoding)


@pytest.mark.parametrize("charset", ["x-unknown", "hex", "utf-8", "None"])
def test_a_wrong_declaration_does_not_stop_the_detector(charset: str) -> None:
    html = f'<meta charset="{charset}"><p>{SENTENCE * 3}</p>'
    assert decode(html.encode("gb18030"), html=True) == (html, "gb18030")


def test_a_declaration_counts_in_html_alone() -> None:
    text = '<meta charset="big5">' + SENTENCE * 4
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_a_few_broken_bytes_become_replacement_characters() -> None:
    raw = (SENTENCE * 20).encode("utf-8")
    text, encoding = decode(raw[:300] + b"\xff" + raw[300:])
    assert encoding == "utf-8"
    assert text == SENTENCE * 4 + "\ufffd" + SENTENCE * 16


def test_a_text_cut_within_a_character_loses_that_character_alone() -> None:
    text, encoding = decode((SENTENCE * 20).encode("utf-8")[:-1])
    assert (text, encoding) == ((SENTENCE * 20)[:-1] + "\ufffd", "utf-8")


@pytest.mark.parametrize("html", [False, True])
@given(raw=st.binary())
def test_any_bytes_are_text_or_unreadable(html: bool, raw: bytes) -> None:
    try:
        text, encoding = decode(raw, html)
    except UnreadableError as error:
        assert error.args[0] in ("binary", "encoding")
    else:
        assert isinstance(text, str)
        assert encoding


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "utf-16", "no-such-table"])
def test_a_charset_that_no_page_has_is_not_believed(charset: str) -> None:
    text = f'<meta charset="{charset}"><p>云津河的水位昨天夜里又涨了，渡口停航一天。</p>'
    assert decode(text.encode("gb18030"), html=True) == (text, "gb18030")


@pytest.mark.parametrize("text", [UTF16, "第一段，" * 60 + "\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_whatever_its_zero_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_a_stray_zero_byte_does_not_change_the_encoding() -> None:
    assert decode("云津河水上涨\0了，\n今天下雨。".encode())[1] == "utf-8"


def test_utf_32_is_told_by_its_mark() -> None:
    assert decode("云津河".encode("utf-32")) == ("云津河", "utf-32")


def test_short_utf_8_with_its_end_cut_off_stays_utf_8() -> None:
    assert decode("云津河水上涨了".encode()[:-1]) == ("云津河水上涨\ufffd", "utf-8")


SCRAMBLED = "茶园里的新芽比去年早了六天".encode().decode("gb18030", "ignore")


def test_utf_8_that_was_read_as_gbk_is_read_again() -> None:
    again = unscrambled(SCRAMBLED)
    assert "茶园里的新芽" in again
    assert sum(c in "茶园里的新芽比去年早了六天" for c in again) >= 11


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=40))
def test_what_was_scrambled_without_loss_comes_back_and_the_rest_stays(text: str) -> None:
    try:
        scrambled = text.encode().decode("gb18030")
    except UnicodeDecodeError:
        return
    assert unscrambled(scrambled) == (text if len(text) >= 2 else scrambled)


@pytest.mark.parametrize(
    "line", ["联通的手机", "记者从会上获悉，今年的茶价比去年高", "plain English", "", "涓涓细流", "鍗", "\ue0a1\ue0a2"]
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert unscrambled(line) == line
