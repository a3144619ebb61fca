"""Makes byte-pair.golden.json: sha256 of GPT-2's ids by tiktoken 0.14 and Hugging Face tokenizers 0.23, which agree.

    python byte-pair.golden.py ../../../shared/data

Ids are hashed as little-endian 32-bit integers. Random strings have code points that are assigned in Unicode 14.0 (that
of Python 3.11's tables), since whether a newer one is a letter depends on the age of each library's tables.
"""

import array
import hashlib
import json
import pathlib
import sys
import unicodedata

from tiktoken import Encoding
from tiktoken.load import data_gym_to_mergeable_bpe_ranks
from tiktoken_ext.openai_public import r50k_pat_str
from tokenizers import Tokenizer, models, pre_tokenizers

data = pathlib.Path(sys.argv[1])
encoder, merges = str(data / "gpt2/encoder.json"), str(data / "gpt2/vocab.bpe")
tiktoken = Encoding(
    "gpt2",
    pat_str=r50k_pat_str,
    mergeable_ranks=data_gym_to_mergeable_bpe_ranks(vocab_bpe_file=merges, encoder_json_file=encoder),
    special_tokens={},
)
hugging_face = Tokenizer(models.BPE.from_file(encoder, merges))
hugging_face.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)


def assigned_ranges():
    ranges = []
    for code_point in range(0x110000):
        if unicodedata.category(chr(code_point)) in ("Cn", "Cs"):
            continue
        if ranges and ranges[-1][1] == code_point:
            ranges[-1][1] += 1
        else:
            ranges.append([code_point, code_point + 1])
    return ranges


def random_strings(ranges):
    """10,000 strings of 1 to 64 characters, every other one of them of ASCII, by a linear congruential generator."""
    assigned = [code_point for start, end in ranges for code_point in range(start, end)]
    state = 1

    def draw(below):
        nonlocal state
        state = (state * 1664525 + 1013904223) % 2**32
        return (state >> 8) % below

    for _ in range(10_000):
        length = 1 + draw(64)
        yield "".join(chr(draw(128) if draw(2) == 0 else assigned[draw(len(assigned))]) for _ in range(length))


def digest(lists):
    ids = array.array("i", [id for one in lists for id in one])
    assert ids.itemsize == 4 and sys.byteorder == "little"
    return {"tokens": len(ids), "sha256": hashlib.sha256(ids.tobytes()).hexdigest()}


def encode(name, texts):
    first = digest(tiktoken.encode_ordinary_batch(texts))
    assert first == digest(encoding.ids for encoding in hugging_face.encode_batch(texts)), name
    return first


files = sorted(path for path in data.rglob("*") if path.is_file())
ranges = assigned_ranges()
golden = {
    "files": {
        str(path.relative_to(data)): encode(path, [path.read_bytes().decode("utf-8", errors="replace")])
        for path in files
    },
    "random": encode("random", list(random_strings(ranges))),
    "assigned": " ".join(f"{start:x}-{end:x}" for start, end in ranges),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=2) + "\n")
