"""Makes train-word-piece-tokenizer.golden.json: vocabularies of Hugging Face tokenizers 0.23.2 (WordPieceTrainer).

That trainer leaves the ids of characters behind ## to chance. They are given as special tokens in the order that ours
has, which takes the chance out and changes nothing else.
"""

import json
import pathlib

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

BERT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
texts = {
    "English": [
        "It's the hour, isn't it? We'll see: they've 1,234 of 56789 things.\n\n  The hour  \tthey'd\r\nsee, we'LL see.",
        "The hours are these; the other hours aren't there. $5 + 3 = 8 ^_^ `x` \n",
    ],
    "many languages": [
        "¿Dónde está el niño? ¡El niño está aquí! Où est l'été ? L'été est là. naïve naïf ÀÉÎ\n",
        "床前明月光，疑是地上霜。\n舉頭望明月，低頭思故鄉。ひらがな カタカナ 한국어 한국\u3000𠮷野家\n",
        "Привет, мир! Привет. ﬁn ﬁne Ⅷ ½ ①②③ ΟΔΟΣ ὈΔΥΣΣΕΎΣ İstanbul İstanbul straße STRASSE",
        "🙂🙃🙂🙃 👩‍👩‍👧 👩‍👩‍👧 e\u0301 é \u00a0\u2003x\u0085y a\ufeffb \x00\x07 a\u200bb soft\u00adhyphen \ufffd",
    ],
}


def train(name, size, lowercase=True, strip_accents=None, frequency=0):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase, strip_accents=strip_accents)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    pieces = [
        piece
        for text in texts[name]
        for piece, _ in tokenizer.pre_tokenizer.pre_tokenize_str(tokenizer.normalizer.normalize_str(text))
    ]
    characters = sorted(set("".join(pieces)))
    continuing = [f"##{character}" for character in sorted(set("".join(piece[1:] for piece in pieces)))]
    options = dict(vocab_size=size, min_frequency=frequency, show_progress=False, special_tokens=BERT + characters + continuing)
    tokenizer.train_from_iterator(texts[name], trainers.WordPieceTrainer(**options))
    vocabulary = tokenizer.get_vocab()
    return " ".join(sorted(vocabulary, key=vocabulary.get))


cases = [
    ("English", {"vocabularySize": 95}, train("English", 95)),
    ("English", {"vocabularySize": 75, "minimumFrequency": 2}, train("English", 75, frequency=2)),
    ("English", {"vocabularySize": 105, "lowercase": False}, train("English", 105, lowercase=False)),
    ("many languages", {"vocabularySize": 220}, train("many languages", 220)),
    ("many languages", {"vocabularySize": 230, "stripAccents": False}, train("many languages", 230, strip_accents=False)),
    (
        "many languages",
        {"vocabularySize": 240, "lowercase": False, "stripAccents": True},
        train("many languages", 240, lowercase=False, strip_accents=True),
    ),
    ("many languages", {"vocabularySize": 250, "lowercase": False}, train("many languages", 250, lowercase=False)),
]
golden = {
    "texts": texts,
    "cases": [{"text": text, "options": options, "tokens": tokens} for text, options, tokens in cases],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
