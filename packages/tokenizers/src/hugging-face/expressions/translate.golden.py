"""What Oniguruma, as Hugging Face's tokenizers 0.23.2 have it, matches in texts: pieces between "|".

Writes translate.golden.json beside this file.
"""

import json
from pathlib import Path

from tokenizers import Regex
from tokenizers.normalizers import Replace

TEXT = (
    "It's 12,345 o'clock; WE'LL \u017fee 'ſo 'K\u212a\n\n \t x_y\r\nnäïve e\u0301 ἄλφα मस्ते 水橋 ½² Ⅷ ٣ "
    "a\u00a0b\u0085c\u2028d\ufeffe\u200bf 🛶🛶 -- (a)[b]{c} ^$.*+?|\\/ aaa aa ab \n"
)

ONIGURUMA = [
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\w+", r"\W+", r"[\w-]+", r"[^\w\s]", r"\d+", r"\D+", r"\s+", r"\S+", r".+", r"[\s\S]", r"(?:.|\n)",
    r"^.", r".$", r"\A.", r"\n\z", r"\b\w", r"[^\S\n]+", r"[\W&]+", r"[^\W_]+", r"\p{Han}+|\p{Greek}+", r"\p{^L}+", r"\P{L}+",
    r"\p{Devanagari}+", r"a{2}", r"a{,2}b?", r"a{2,}?", r"a+?a", r"a??b", r"(?>a+)b?", r"a++b?", r"a{1,2}+",
    r"(?<=a)a", r"(?<!a)a", r"(?=aa)a", r"(?<=[a-c]|水)[^\s]", r"[\[\](){}^$.*+?|\\/]", r"[a-c\-_]", r"[-a]+", r"\x{1F6F6}+", r"\u00e4|\x5b",
    r"[\u4e00-\u9fff]", r"(?i:[a-k]+)", r"(?i:we'l)", r"(aa)|(ab)", r"[[a-b][\d]]+", r"[^[a-z]\s]+", r"$|x",
    r"\t|\n|\r|\f|\v", r"\"|\'|\-|\&", r" {2,}", r"\s+$",
]

# What translateJavaScript makes of expressions of JavaScript, with the source and flags of these.
FROM_JAVASCRIPT = json.loads((Path(__file__).parent / "from-javascript.json").read_text())


def marked(expression):
    return Replace(Regex(expression), "|").normalize_str(TEXT)


if __name__ == "__main__":
    path = Path(__file__).with_suffix(".json")
    content = {
        "text": TEXT,
        "oniguruma": [[expression, marked(expression)] for expression in ONIGURUMA],
        "fromJavaScript": [marked(written) for _, _, written in FROM_JAVASCRIPT],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
