"""Makes components.golden.json: what Hugging Face's tokenizers 0.23.2 makes of nasty strings, component by component.

For each component and each string the first digits of the sha256 of the answer as JSON: the pieces (of a normalizer, the
characters) and their offsets in UTF-16 code units; - where the library panics.
"""

import hashlib
import json
import pathlib
import random

from tokenizers import PreTokenizedString, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

fixed = [
    "", " ", "  ", "a", "Hello, y'all! How are you 😁 ?", "\u00a0a\u3000b\u2009c\u1680", "\ta\nb\r\nc\x0bd\x0ce\x85f\u2028g",
    "\ufeffBOM\ufeff", "nul\x00l \x01\x1f\x7f\x9f", "Ǆ ǅ ǆ İI ıi ΑΣ ΣΑΣ. ΟΔΟΣ", "straße ẞ ſtreet ŉ", "ﬁ ﬀ ﬃ ﬅ ℌ Ⅷ ½ ² ₂ ①",
    "é e\u0301 ê\u0323 e\u0323\u0302 \u0301a", "a\u0315\u0300\u05ae\u0300\u0062", "각 각 한국어 \u1112\u1161\u11ab", "中文abc漢字 日本語カタカナひらがな",
    "ｶﾞｷﾞ ｱｲｳ ヴ ー", "עִבְרִית שָׁלוֹם", "العربية السَّلَامُ عَلَيْكُم ﷺ ﱞ", "हिन्दी नमस्ते क\u093c", "ไทย ทดสอบ", "தமிழ் ক\u09be\u09c7",
    "👨\u200d👩\u200d👧\u200d👦 👍🏽 🇫🇷 ☺\ufe0f", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟘𝟙 𐐀𐐨 𠀀𪜀 🄰", "a\u200bb\u200cc\u200dd\u2060e\u00adf", "١٢٣ ४५६ ⅫⅣ 12 3.4 5½", "$5 + 6 = <11> ^_^ `~|",
    "«quoted» “curly” ‘x’ — – … ¿¡ 。、「」", "don't won't I'm we've they're he'll", "▁meta▁ space▁▁ ▁", "###hash ##ing @user", "<s>a</s> [CLS] [MASK]",
    "İstanbul Iğdır", "\u1e9b\u0323 \u2126 \u212b \u212a", "\u0344\u0345 \u0340\u0341 \u0f73\u0f71", "x\u0338 \u2260 \u226e", "\ufb1d \ufb4f \u0958", "\ud7a3\uac00", "\u1100\u1161\u11a8\u11a9",
    "a" * 40, "ab " * 12, "...!!!???", "--a--b--", "the-final--countdown", "a--", "--", "12ab34", "a1b22c333",
]  # fmt: skip
alphabet = list("aAbB zZ  \t\n'-_.,!#1٣9") + (
    "é ñ Ü ß İ ı ſ Σ ς Å ﬁ ① ½ Ⅷ … — “ ¿ € \u00a0 \u3000 \u2028 \x85 \ufeff \x00 \x07 \u200b \u200d \u00ad \u0301 \u0323 \u0308 \u0327 "
    "中 文 字 カ ガ ゙ ひ ー 한 ᄒ ᅡ ᆫ א ב ם ع ل ى ﷺ क ी ् ไ ท य 😀 👍 🏽 🇫 𝔘 𐐀 𠀀 ▁ \u0344 \u1e9b \u212b \u0149 \u01c5 ﬃ ｶ ﾞ \u093c \u09c7 \u09be"
).split(" ")
generator = random.Random(7)
strings = fixed + ["".join(generator.choices(alphabet, k=generator.randrange(2, 18))) for _ in range(102 - len(fixed))]


def units(text):
    """Where each code point of a text begins in UTF-16 code units."""
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if ord(character) > 0xFFFF else 1))
    return places


def answer(text, pieces):
    place = units(text)
    return [[piece for piece, _ in pieces], [place[end] for _, offsets in pieces for end in offsets]]


def digits(make):
    try:
        value = make()
    except BaseException as error:  # a panic is no Exception
        if "Panic" not in type(error).__name__:
            raise
        return "-"
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()[:6]


def characters_of(normalizer):
    def run(text):
        whole = PreTokenizedString(text)
        whole.normalize(normalizer.normalize)
        whole.split(lambda _, part: part.split(Regex(r"[\s\S]"), "isolated"))
        return answer(text, [(piece, offsets) for piece, offsets, _ in whole.get_splits()])

    return run


def pieces_of(pre_tokenizer):
    return lambda text: answer(text, pre_tokenizer.pre_tokenize_str(text))


def words_of(normalizer, pre_tokenizer):
    tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizer

    def run(text):
        whole = PreTokenizedString(text)
        whole.normalize(normalizer.normalize)
        whole.split(lambda _, part: [part.slice((0, len(part.normalized)))])
        pre_tokenizer.pre_tokenize(whole)
        pieces = [(piece, offsets) for piece, offsets, _ in whole.get_splits()]
        encoding = tokenizer.encode(text)
        assert encoding.offsets == [offsets for _, offsets in pieces], (text, encoding.offsets, pieces)
        return answer(text, pieces)

    return run


n, p, d = normalizers, pre_tokenizers, decoders


def bert(clean, chinese, accents, lower):
    ours = {"type": "bert", "cleanText": clean, "isolateChinese": chinese, "stripAccents": accents, "lowercase": lower}
    return ours, n.BertNormalizer(clean, chinese, accents, lower)


single_normalizers = [
    *[({"type": name.lower()}, getattr(n, name)()) for name in ["NFC", "NFD", "NFKC", "NFKD"]],
    ({"type": "lowercase", "letters": "all"}, n.Lowercase()),
    *[({"type": "strip", "left": left, "right": right}, n.Strip(left, right)) for left, right in [(True, True), (True, False), (False, True)]],
    ({"type": "strip-accents"}, n.StripAccents()),
    ({"type": "replace", "pattern": {"text": "a"}, "content": "<é>"}, n.Replace("a", "<é>")),
    ({"type": "replace", "pattern": {"text": " "}, "content": "▁"}, n.Replace(" ", "▁")),
    ({"type": "replace", "pattern": {"regularExpression": r"\p{White_Space}+", "flags": "u"}, "content": " "}, n.Replace(Regex(r"\s+"), " ")),
    ({"type": "replace", "pattern": {"regularExpression": "[a-z]*", "flags": "u"}, "content": "😀"}, n.Replace(Regex("[a-z]*"), "😀")),
    ({"type": "prepend", "content": "▁>"}, n.Prepend("▁>")),
    bert(True, True, True, True), bert(True, False, False, False), bert(False, True, False, False), bert(False, False, True, False), bert(True, True, False, True),
]  # fmt: skip
sequences = [
    ([{"type": "nfd"}, {"type": "strip-accents"}], n.Sequence([n.NFD(), n.StripAccents()])),
    ([{"type": "nfkc"}, {"type": "lowercase", "letters": "all"}, {"type": "strip", "left": True, "right": True}], n.Sequence([n.NFKC(), n.Lowercase(), n.Strip()])),
    ([{"type": "nfkd"}, {"type": "nfc"}], n.Sequence([n.NFKD(), n.NFC()])),
]  # fmt: skip
behaviors = {
    "removed": "removed", "isolated": "isolated", "merged-with-previous": "merged_with_previous",
    "merged-with-next": "merged_with_next", "contiguous": "contiguous",
}  # fmt: skip
single_pre_tokenizers = [
    *[
        ({"type": "byte-level", "addPrefixSpace": space, "pattern": pattern}, p.ByteLevel(space, use_regex=pattern == "gpt2"))
        for space in (True, False) for pattern in ("gpt2", "none")
    ],
    *[
        ({"type": "split", "pattern": {"regularExpression": ours, "flags": "u"}, "behavior": name, "invert": invert}, p.Split(Regex(theirs), behavior, invert))
        for name, behavior in behaviors.items() for invert in (False, True)
        for ours, theirs in [("-|[A-Z]+", "-|[A-Z]+"), (r"\p{White_Space}*", r"\s*")]
    ],
    ({"type": "split", "pattern": {"text": "-"}, "behavior": "isolated", "invert": False}, p.Split("-", "isolated")),
    ({"type": "whitespace"}, p.Whitespace()),
    ({"type": "whitespace-split"}, p.WhitespaceSplit()),
    *[({"type": "punctuation", "behavior": name}, p.Punctuation(behavior)) for name, behavior in behaviors.items()],
    *[({"type": "digits", "individual": individual}, p.Digits(individual)) for individual in (True, False)],
    ({"type": "bert"}, p.BertPreTokenizer()),
    *[
        ({"type": "metaspace", "replacement": replacement, "prepend": scheme, "split": split}, p.Metaspace(replacement, scheme, split))
        for scheme in ("always", "first", "never") for split in (True, False) for replacement in ("▁", "😀")
    ],
    ({"type": "unicode-scripts"}, p.UnicodeScripts()),
]  # fmt: skip
meta = {"type": "metaspace", "replacement": "▁", "prepend": "first", "split": True}
byte_level = {"type": "byte-level", "addPrefixSpace": True, "pattern": "gpt2"}
pipelines = [
    ([bert(True, True, True, True)[0]], [{"type": "bert"}], bert(True, True, True, True)[1], p.BertPreTokenizer()),
    ([{"type": "strip", "left": True, "right": True}], [meta], n.Strip(), p.Metaspace("▁", "first")),
    ([{"type": "nfkc"}], [{"type": "whitespace-split"}, meta], n.NFKC(), p.Sequence([p.WhitespaceSplit(), p.Metaspace("▁", "first")])),
    ([{"type": "nfd"}], [{"type": "digits", "individual": True}, byte_level], n.NFD(), p.Sequence([p.Digits(True), p.ByteLevel(True)])),
    ([{"type": "prepend", "content": "▁"}, {"type": "replace", "pattern": {"text": " "}, "content": "▁"}], [{"type": "unicode-scripts"}, {"type": "punctuation", "behavior": "merged-with-next"}], n.Sequence([n.Prepend("▁"), n.Replace(" ", "▁")]), p.Sequence([p.UnicodeScripts(), p.Punctuation("merged_with_next")])),
]  # fmt: skip

pool = [
    "a", "b", "Hello", "ing", "##ing", "##s", "##", "</w>", "lo</w>", "x</w>y</w>", "▁", "▁the", "▁▁a▁", "Ġ", "Ġa", "Ċ", "é", "Ã©", "Ã", "©", "ðŁ", "ĺĢ", "ðŁĺĢ",
    "<0xE2>", "<0x82>", "<0xAC>", "<0x41>", "<0xff>", "<0x+5>", "<0xG1>", "<0x4", "1>", " ", ".", ",", "!", "?", "n't", "'", "'s", "do not", " .x", "日本", "😀", "", "[CLS]", "  x ", "ï»¿",
]  # fmt: skip
sequences_of_tokens = [[token] for token in pool] + [
    generator.choices(pool, k=generator.randrange(0, 9)) for _ in range(100 - len(pool))
]
single_decoders = [
    ([{"type": "byte-level"}], d.ByteLevel()),
    *[([{"type": "word-piece", "prefix": "##", "cleanup": cleanup}], d.WordPiece("##", cleanup)) for cleanup in (True, False)],
    ([{"type": "bpe", "suffix": "</w>"}], d.BPEDecoder("</w>")),
    *[([{"type": "metaspace", "replacement": "▁", "prepend": scheme}], d.Metaspace("▁", scheme)) for scheme in ("always", "first", "never")],
    ([{"type": "byte-fallback"}], d.ByteFallback()),
    ([{"type": "fuse"}], d.Fuse()),
    *[([{"type": "strip", "content": " ", "left": left, "right": right}], d.Strip(" ", left, right)) for left, right in [(1, 0), (2, 2), (0, 1)]],
    ([{"type": "replace", "pattern": {"text": "a"}, "content": "$&"}], d.Replace("a", "$&")),
    ([{"type": "replace", "pattern": {"regularExpression": "[a-z]*", "flags": "u"}, "content": "-"}], d.Replace(Regex("[a-z]*"), "-")),
]  # fmt: skip
r, f, b = {"type": "replace", "pattern": {"text": "▁"}, "content": " "}, {"type": "fuse"}, {"type": "byte-fallback"}
strip = {"type": "strip", "content": " ", "left": 1, "right": 0}
decoder_sequences = [
    ([r, b, f, strip], [d.Replace("▁", " "), d.ByteFallback(), d.Fuse(), d.Strip(" ", 1, 0)]),
    ([f, {**strip, "left": 2, "right": 2}, r], [d.Fuse(), d.Strip(" ", 2, 2), d.Replace("▁", " ")]),
    ([f, {"type": "replace", "pattern": {"text": "</w>"}, "content": "_"}], [d.Fuse(), d.Replace("</w>", "_")]),
    ([f, {"type": "bpe", "suffix": "</w>"}], [d.Fuse(), d.BPEDecoder("</w>")]),
    ([f, {"type": "metaspace", "replacement": "▁", "prepend": "always"}], [d.Fuse(), d.Metaspace()]),
    ([f, {"type": "word-piece", "prefix": "##", "cleanup": True}], [d.Fuse(), d.WordPiece()]),
    ([f, b], [d.Fuse(), d.ByteFallback()]),
    ([f, {"type": "byte-level"}, f], [d.Fuse(), d.ByteLevel(), d.Fuse()]),
    ([{"type": "byte-level"}, {"type": "replace", "pattern": {"regularExpression": "[a-z]+", "flags": "u"}, "content": "-"}], [d.ByteLevel(), d.Replace(Regex("[a-z]+"), "-")]),
    ([{"type": "byte-level"}, strip], [d.ByteLevel(), d.Strip(" ", 1, 0)]),
]  # fmt: skip

golden = {
    "strings": strings,
    "normalizers": [
        {"normalizers": ours if isinstance(ours, list) else [ours], "answers": " ".join(digits(lambda: characters_of(theirs)(text)) for text in strings)}
        for ours, theirs in single_normalizers + sequences
    ],
    "preTokenizers": [
        {"preTokenizers": [ours], "answers": " ".join(digits(lambda: pieces_of(theirs)(text)) for text in strings)}
        for ours, theirs in single_pre_tokenizers
    ],
    "pipelines": [
        {"normalizers": ours, "preTokenizers": cutters, "answers": " ".join(digits(lambda: words_of(*theirs)(text)) for text in strings)}
        for ours, cutters, *theirs in pipelines
    ],
    "tokens": sequences_of_tokens,
    "decoders": [
        {"decoders": ours, "answers": " ".join(digits(lambda: theirs.decode(tokens)) for tokens in sequences_of_tokens)}
        for ours, theirs in single_decoders + [(ours, d.Sequence(theirs)) for ours, theirs in decoder_sequences]
    ],
}  # fmt: skip
lines = json.dumps(golden, ensure_ascii=True, separators=(",", ":")).replace('{"normalizers":[', '\n{"normalizers":[').replace('{"preTokenizers"', '\n{"preTokenizers"').replace('{"decoders"', '\n{"decoders"')
pathlib.Path(__file__).with_suffix(".json").write_text(lines + "\n")
