"""Makes byte-pair-model.golden.json: what the BPE model of Hugging Face tokenizers 0.23 gives for pieces.

Offsets are in UTF-16 code units. Tokens of bytes that are no whole character have that character's place, as the
library does for pieces that go through a whole tokenizer.
"""

import json
import pathlib
import random

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

corpus = (
    "low lower lowest newer newest wider widest new low low lower the niños los niños 床前明月光 明月 明月 "
    "aaaa aaaaaaa abababab abab banana bandana 🙂🙂 🙃 é éé "
).split() * 3
bytes_tokens = [f"<0x{byte:02X}>" for byte in range(256)]
generator = random.Random(3)
pieces = [
    "low", "lowest", "newlow", "niños", "x", "zz", "lozzw", "明", "月明月", "Ж", "ЖЖ", "lЖow", "lЖЖow", "🙂", "🙂🙃🙂",
    "𠀀", "a", "aaaaaaaaaaaaa", "e\u0301", "ababababab", "wЖ", "Жw", "\0", "床前明月光",
] + ["".join(generator.choices("lowerstidnbañ明🙂Жz", k=generator.randrange(1, 14))) for _ in range(40)]

variants = [
    {},
    {"end_of_word_suffix": "</w>"},
    {"continuing_subword_prefix": "##"},
    {"continuing_subword_prefix": "##", "end_of_word_suffix": "</w>"},
    {"fuse_unk": True},
    {"fuse_unk": True, "end_of_word_suffix": "</w>"},
    {"byte_fallback": True},
    {"byte_fallback": True, "end_of_word_suffix": "</w>", "fuse_unk": True},
    {"ignore_merges": True},
]


def spaced(numbers):
    return " ".join(map(str, numbers))


def units(text, characters):
    return len(text[:characters].encode("utf-16-le")) // 2


golden = []
for variant in variants:
    marks = {key: value for key, value in variant.items() if isinstance(value, str)}
    trained = Tokenizer(models.BPE(unk_token="<unk>", **marks))
    special = ["<unk>"] + (bytes_tokens if "byte_fallback" in variant else [])
    trained.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trained.train_from_iterator(
        corpus, trainers.BpeTrainer(vocab_size=90 + len(special), special_tokens=special, show_progress=False, **marks)
    )
    model = json.loads(trained.to_str())["model"]
    vocabulary = dict(model["vocab"])
    if "ignore_merges" in variant:
        vocabulary["ababababab"] = len(vocabulary)
    merges = [tuple(merge) for merge in model["merges"]]
    tokenizer = Tokenizer(models.BPE(vocabulary, merges, unk_token="<unk>", **variant))
    cases = []
    for piece in pieces:
        encoding = tokenizer.encode(piece)
        offsets = [units(piece, place) for pair in encoding.offsets for place in pair]
        cases.append({"piece": piece, "ids": spaced(encoding.ids), "offsets": spaced(offsets)})
    tokens = sorted(vocabulary, key=vocabulary.get)
    golden.append({
        "options": variant,
        "tokens": " ".join(token for token in tokens if token not in bytes_tokens),
        "hasBytes": "byte_fallback" in variant,
        "merges": "\n".join(map(" ".join, merges)),
        "cases": cases,
    })

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, indent=2) + "\n")
