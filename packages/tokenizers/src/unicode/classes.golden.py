"""Makes classes.golden.json: how Hugging Face's tokenizers 0.23.2 treats the code points of Unicode 14 one by one.

Of each component a sha256 of its answers for the assigned code points, in order, whose ranges stand beside them; of those
behind U+3400 only every seventh, since most are ideographs and syllables, and none of private use.
"""

import hashlib
import json
import pathlib
import unicodedata

from tokenizers import normalizers, pre_tokenizers

assigned = [code for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]


def ranges(codes):
    runs = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


def digest(answer):
    return hashlib.sha256("\n".join(answer(f"a{chr(code)}a") for code in assigned if code < 0x3400 or code % 7 == 0).encode()).hexdigest()


def pieces(pre_tokenizer):
    return digest(lambda text: " ".join(piece for piece, _ in pre_tokenizer.pre_tokenize_str(text)))


golden = {
    "assigned": ranges(assigned),
    "normalizers": [
        {"description": {"type": kind, **options}, "answers": digest(normalizer.normalize_str)}
        for kind, options, normalizer in [
            ("nfc", {}, normalizers.NFC()),
            ("nfd", {}, normalizers.NFD()),
            ("nfkc", {}, normalizers.NFKC()),
            ("nfkd", {}, normalizers.NFKD()),
            ("lowercase", {"letters": "all"}, normalizers.Lowercase()),
            ("strip-accents", {}, normalizers.StripAccents()),
            (
                "bert",
                {"cleanText": True, "isolateChinese": True, "stripAccents": True, "lowercase": True},
                normalizers.BertNormalizer(),
            ),
        ]
    ],
    "preTokenizers": [
        {"description": {"type": kind, **options}, "answers": pieces(pre_tokenizer)}
        for kind, options, pre_tokenizer in [
            ("whitespace", {}, pre_tokenizers.Whitespace()),
            ("whitespace-split", {}, pre_tokenizers.WhitespaceSplit()),
            ("punctuation", {"behavior": "isolated"}, pre_tokenizers.Punctuation()),
            ("digits", {"individual": True}, pre_tokenizers.Digits(True)),
            ("bert", {}, pre_tokenizers.BertPreTokenizer()),
            ("unicode-scripts", {}, pre_tokenizers.UnicodeScripts()),
        ]
    ],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
