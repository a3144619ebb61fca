"""Makes byte-level-codec.golden.json: ids and offsets of Hugging Face tokenizers 0.23 and tiktoken 0.14.

Offsets are in UTF-16 code units. cl100k's pattern is the one published with GPT-4.
"""

import json
import pathlib
import random
import tempfile

import tiktoken
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

corpus = [
    "the king's men and the queen's men: they'll see, we've seen, you're seen, I'm here, he'd go, it isn't",
    "THE KING'S MEN AND THE QUEEN'S MEN: THEY'LL SEE, WE'VE SEEN",
    "el niño, la niña y los niños: ¿qué será, será? ¡mañana! corazón, canción, pasión",
    "床前明月光，疑是地上霜。舉頭望明月，低頭思故鄉。明月明月",
    "в начале было слово, слово было начало",
    "12345 1234 123 12 1 2024 2024 ½ ٣٤",
    "🙂🙂🙃 👩‍🚀👩‍🚀 🇪🇸🇪🇸",
    "a  b   c    d\n\n\ne\t\tf \n g\r\n\r\nh",
    "aaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbb",
]
gpt2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
cl100k = r"""(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"""

texts = [
    "",
    "the king's men'LL see 12345 \n\n  ok",
    "'s'S'ſ'll'LL'lL ''s 's",
    "niños 床前明月光 слово\u00a0\u0085\u3000x",
    "e\u0301 \u200d\ufeff👩‍🚀🙂a🙂 𠀀𝟘𝐀",
    " ",
    "   ",
    " leading and trailing  ",
    "\r\n\r\n \t x\n",
    "!?...\n\n...\r\n a",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "\0\x01\x7f\x80ÿĀŁ",
    "<|endoftext|>",
]
characters = list("aklmnsvedtrSLE ''\n\r\t 019½é床月🙂\u0301\u00a0!.,-") + ["'ll", "the ", " ", "  "]
generator = random.Random(7)
texts += ["".join(generator.choices(characters, k=generator.randrange(1, 30))) for _ in range(50)]


def byte_level(pattern, prefix):
    if pattern == "gpt2":
        return pre_tokenizers.ByteLevel(add_prefix_space=prefix)
    last = pre_tokenizers.ByteLevel(add_prefix_space=prefix, use_regex=False)
    if pattern == "none":
        return last
    return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(cl100k), "isolated"), last])


tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = byte_level("gpt2", False)
alphabet = pre_tokenizers.ByteLevel.alphabet()
tokenizer.train_from_iterator(
    corpus, trainers.BpeTrainer(vocab_size=420, initial_alphabet=alphabet, show_progress=False)
)
with tempfile.TemporaryDirectory() as folder:
    files = [pathlib.Path(path).read_text() for path in tokenizer.model.save(folder)]


def units(text, characters):
    return len(text[:characters].encode("utf-16-le")) // 2


def spaced(numbers):
    return " ".join(map(str, numbers))


def encode(text):
    encoding = tokenizer.encode(text)
    return {
        "text": text,
        "ids": spaced(encoding.ids),
        "offsets": spaced(units(text, place) for pair in encoding.offsets for place in pair),
    }


golden = {"vocabulary": files[0], "merges": files[1], "cases": []}
visible = {}
rest = 0
for byte in range(256):
    if 33 <= byte <= 126 or 161 <= byte <= 172 or byte >= 174:
        visible[chr(byte)] = byte
    else:
        visible[chr(256 + rest)] = byte
        rest += 1
ranks = {bytes(visible[c] for c in token): id for token, id in json.loads(files[0]).items()}

for pattern, prefix in [("gpt2", False), ("gpt2", True), ("cl100k", False), ("none", False), ("none", True)]:
    tokenizer.pre_tokenizer = byte_level(pattern, prefix)
    encodings = [encode(text) for text in texts]
    golden["cases"].append({"pattern": pattern, "addPrefixSpace": prefix, "encodings": encodings})
    if pattern != "none" and not prefix:
        peer = tiktoken.Encoding(
            "golden",
            pat_str={"gpt2": gpt2, "cl100k": cl100k}[pattern],
            mergeable_ranks=ranks,
            special_tokens={},
        )
        assert [spaced(peer.encode_ordinary(text)) for text in texts] == [
            encoding["ids"] for encoding in encodings
        ]

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, indent=2) + "\n")
