"""Makes train-bpe-tokenizer.golden.json: vocabularies and merges of Hugging Face tokenizers 0.23.2 from whole texts."""

import json
import pathlib

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

CL100K = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
texts = {
    "English": [
        "It's the hour, isn't it? We'll see: they've 1,234 of 56789 things.\n\n  The hour  \tthey'd\r\nsee, we'LL see.",
        "The hours are these; the other hours aren't there.   \n",
    ],
    "many languages": [
        "¿Dónde está el niño? ¡El niño está aquí! Où est l'été ? L'été est là. naïve naïf\n",
        "床前明月光，疑是地上霜。\n舉頭望明月，低頭思故鄉。明月明月\u3000月光\n",
        "Привет, мир! Привет. ﬁn ﬁne Ⅷ ½ ①②③ ΟΔΟΣ ὈΔΥΣΣΕΎΣ İstanbul",
        "🙂🙃🙂🙃 👩‍👩‍👧 👩‍👩‍👧 e\u0301 é \u00a0\u2003x\u0085y a\ufeffb \x00\x07",
    ],
}


def train(name, size, frequency=0, cut=None, normalizer=None, alphabet=True, limit=None):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = cut or pre_tokenizers.ByteLevel(add_prefix_space=False)
    if normalizer:
        tokenizer.normalizer = normalizer
    options = dict(vocab_size=size, min_frequency=frequency, show_progress=False)
    if alphabet:
        options["initial_alphabet"] = pre_tokenizers.ByteLevel.alphabet()
    if limit:
        options["limit_alphabet"] = limit
    return learned(tokenizer, name, options)


def train_characters(name, size, frequency=0):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    pieces = [piece for text in texts[name] for piece, _ in tokenizer.pre_tokenizer.pre_tokenize_str(text)]
    # The trainer leaves the ids of characters with a suffix to chance; special tokens take the chance out.
    special = sorted(set("".join(pieces))) + sorted({piece[-1] + "</w>" for piece in pieces})
    options = dict(vocab_size=size, min_frequency=frequency, show_progress=False, special_tokens=special)
    return learned(tokenizer, name, {**options, "end_of_word_suffix": "</w>"})


def learned(tokenizer, name, options):
    tokenizer.train_from_iterator(texts[name], trainers.BpeTrainer(**options))
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    return {"tokens": " ".join(tokens), "merges": ", ".join(" ".join(merge) for merge in model["merges"])}


def cl100k():
    split = pre_tokenizers.Split(Regex(CL100K), "isolated")
    return pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def vowels():
    split = pre_tokenizers.Split(Regex("[aeiou]+"), "isolated")
    return pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])



cases = [
    ("English", {"vocabularySize": 310}, train("English", 310)),
    ("English", {"vocabularySize": 265, "minimumFrequency": 3}, train("English", 265, frequency=3)),
    ("English", {"vocabularySize": 310, "pattern": "cl100k"}, train("English", 310, cut=cl100k())),
    ("English", {"vocabularySize": 100, "initialAlphabet": []}, train("English", 100, alphabet=False)),
    ("English", {"vocabularySize": 310, "lowercase": True}, train("English", 310, normalizer=normalizers.Lowercase())),
    ("English", {"vocabularySize": 320, "pattern": "vowels"}, train("English", 320, cut=vowels())),
    ("English", {"vocabularySize": 105, "unit": "character"}, train_characters("English", 105)),
    ("many languages", {"vocabularySize": 400}, train("many languages", 400)),
    ("many languages", {"vocabularySize": 400, "pattern": "cl100k"}, train("many languages", 400, cut=cl100k())),
    (
        "many languages",
        {"vocabularySize": 380, "normalization": "nfkc", "lowercase": True},
        train("many languages", 380, normalizer=normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])),
    ),
    ("many languages", {"vocabularySize": 205, "unit": "character"}, train_characters("many languages", 205)),
]
golden = {
    "texts": texts,
    "cases": [{"text": text, "options": options, "learned": learned} for text, options, learned in cases],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
