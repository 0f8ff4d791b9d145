import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.limits import Meter, UnreadableError
from analysis.reading.unpacking import read_up_to, unpacked

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda raw: pa.compress(raw, codec="zstd", asbytes=True),
}
SENTENCE = "河边的老茶馆重新开张，街坊们坐下来聊起当年的渡船。".encode()


def unpack(raw: bytes, packing: str = ".gz", most: int = 2**20) -> bytes:
    return unpacked(io.BytesIO(raw), packing, Meter(most)).read()


@pytest.mark.parametrize("packing", PACK)
@given(raw=st.binary(), more=st.binary())
def test_what_was_packed_comes_back_piece_behind_piece(packing: str, raw: bytes, more: bytes) -> None:
    assert unpack(PACK[packing](raw) + PACK[packing](more), packing) == raw + more


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-9], lambda raw: b"no packed file", lambda raw: raw[:20] + b"x" * 20]
)
def test_damage_is_named(packing: str, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableError) as caught:
        unpack(damage(PACK[packing](SENTENCE * 9)), packing)
    assert caught.value.args[0] == "packed"


@pytest.mark.parametrize("packing", PACK)
def test_no_more_is_unpacked_than_may_be(packing: str) -> None:
    packed = PACK[packing](bytes(3_000_000))
    assert len(packed) < 4_000
    meter = Meter(1_000_000)
    with pytest.raises(UnreadableError) as caught:
        unpacked(io.BytesIO(packed), packing, meter).read()
    assert caught.value.args[0] == "unpacked"
    assert meter.done < 1_200_000


def test_a_stream_is_read_to_its_end_or_so_far() -> None:
    assert read_up_to(io.BytesIO(b"abc"), 3) == (b"abc", False)
    assert read_up_to(io.BytesIO(b"abcd"), 3) == (b"abc", True)
    assert read_up_to(io.BytesIO(b""), 3) == (b"", False)
