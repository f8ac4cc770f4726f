"""The oracle itself, against published vectors: a judge must be judged first."""

import hashlib
import random

import pytest

import oracle


@pytest.mark.parametrize("data, expected", [
    (b"", 0x00000000),
    (b"123456789", 0xE3069283),
    (b"a", 0xC1D04330),
    (bytes(32), 0x8A9136AA),               # RFC 3720, B.4
    (b"\xff" * 32, 0x62A8AB43),            # RFC 3720, B.4
    (bytes(range(32)), 0x46DD794E),        # RFC 3720, B.4
    (bytes(reversed(range(32))), 0x113FDB5C),  # RFC 3720, B.4
])
def test_crc32c_matches_published_vectors(data, expected):
    assert oracle.crc32c(data) == expected


# The leaves and roots of Certificate Transparency's reference tests (merkle tree test vectors).
CT_LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f")]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_merkle_root_of_nothing_is_the_hash_of_nothing():
    assert oracle.tree_root([]) == hashlib.sha256(b"").digest()
    assert oracle.Frontier().root() == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("count", range(1, 9))
def test_merkle_roots_match_the_reference_vectors(count):
    leaves = [oracle.leaf_hash(data) for data in CT_LEAVES[:count]]
    assert oracle.tree_root(leaves).hex() == CT_ROOTS[count - 1]


def test_the_growing_tree_equals_the_recursive_definition():
    frontier, leaves = oracle.Frontier(), []
    for index in range(300):
        leaves.append(oracle.leaf_hash(str(index).encode()))
        frontier.append(leaves[-1])
        assert frontier.root() == oracle.tree_root(leaves)


def test_the_block_of_the_format_document():
    """The example of schemas/RECORD.md, byte for byte, both ways."""
    records = [b"a", b"bc", b"d" * 130]
    block = bytes.fromhex(
        "4f50423101000000000000000000000700000003000000890000008917e69146"
        "0161026263" "8201" + "64" * 130)
    assert len(block) == 169
    assert oracle.encode_block(7, records) == block
    assert oracle.decode_block(7, block) == records


@pytest.mark.parametrize("codec", [oracle.RAW, oracle.ZSTD])
def test_a_block_comes_back_as_it_was_written(codec):
    records = [bytes([size % 251]) * size for size in (1, 127, 128, 300, 20_000)]
    assert oracle.decode_block(7, oracle.encode_block(7, records, codec)) == records


@pytest.mark.parametrize("codec", [oracle.RAW, oracle.ZSTD])
def test_every_flipped_bit_of_a_block_is_caught(codec):
    block = oracle.encode_block(1, [b"first record", b"second record"], codec)
    for bit in range(len(block) * 8):
        damaged = bytearray(block)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(oracle.Broken):
            oracle.decode_block(1, bytes(damaged))


def test_every_flipped_bit_of_a_head_record_is_caught():
    frontier = oracle.Frontier()
    for index in range(11):
        frontier.append(oracle.leaf_hash(bytes([index])))
    parts = 11, frontier.root(), [digest for _, digest in frontier.subtrees]
    head = oracle.encode_head(*parts)
    assert oracle.decode_head(head) == parts
    for bit in random.Random(1).sample(range(len(head) * 8), 200):
        damaged = bytearray(head)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(oracle.Broken):
            oracle.decode_head(bytes(damaged))


def test_a_cut_block_is_caught_at_every_length():
    block = oracle.encode_block(1, [b"first record", b"second record"])
    for length in range(len(block)):
        with pytest.raises(oracle.Broken):
            oracle.decode_block(1, block[:length])
