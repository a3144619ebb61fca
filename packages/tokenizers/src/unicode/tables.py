"""Prints tables.ts: the characters that Hugging Face's tokenizers 0.23.2 takes for punctuation, marks and controls.

Its tables are of Unicode 8 and 9, whatever the versions of Python or of a JavaScript engine. Run:
python tables.py > tables.ts && npx prettier --write tables.ts
"""

from tokenizers import normalizers, pre_tokenizers

code_points = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]


def base36(number):
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if number == 0:
            return digits


def packed(belongs):
    """Runs of code points: how many are skipped and, after a colon, how many more than one belong."""
    runs = []
    for code in code_points:
        if not belongs(chr(code)):
            continue
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    words, end = [], 0
    for first, last in runs:
        more = ":" + base36(last - first) if last > first else ""
        words.append(base36(first - end) + more)
        end = last + 1
    return " ".join(words)


def vanishes(normalizer):
    return lambda character: normalizer.normalize_str(f"a{character}a") == "aa"


def bert(**options):
    off = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**off, **options})


def cuts(pre_tokenizer):
    return lambda character: len(pre_tokenizer.pre_tokenize_str(f"a{character}a")) == 3


if __name__ == "__main__":
    tables = {
        "punctuation": ("ASCII punctuation and category P", cuts(pre_tokenizers.Punctuation("isolated"))),
        "marks": ("Category M", vanishes(normalizers.StripAccents())),
        "nonspacingMarks": ("Category Mn", vanishes(bert(strip_accents=True))),
        "controls": (
            "Categories Cc, Cf and Co and U+FFFD without tab, line feed and carriage return: what BERT cleans away",
            vanishes(bert(clean_text=True)),
        ),
    }
    print("// Made by tables.py.")
    for name, (comment, belongs) in tables.items():
        print(f"\n/** {comment}, in packed ranges. */\nexport const {name} =\n  '{packed(belongs)}';")
