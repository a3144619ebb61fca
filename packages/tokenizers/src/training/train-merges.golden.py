"""Makes train-merges.golden.json: vocabularies and merges of Hugging Face tokenizers 0.23.2 (BpeTrainer).

That trainer leaves the ids of characters with prefix or suffix to chance. Where there are such, the characters are given
as special tokens in the order that ours has, which takes the chance out and changes nothing else.
"""

import json
import pathlib
import random

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

random = random.Random(42)


def words(letters, count, longest):
    return [
        "".join(random.choice(letters) for _ in range(random.randint(1, longest)))
        for _ in range(count)
        for _ in range(random.choice([1, 1, 1, 2, 5]))
    ]


def initial(text, special, prefix, suffix):
    pieces = text.split()
    placed = set()
    for piece in pieces:
        for place, character in enumerate(piece):
            before = bool(prefix) and place > 0
            behind = bool(suffix) and place == len(piece) - 1
            if before or behind:
                placed.add((ord(character), before + 2 * behind))
    marked = [(prefix if place & 1 else "") + chr(code) + (suffix if place & 2 else "") for code, place in sorted(placed)]
    return list(dict.fromkeys([*special, *sorted(set("".join(pieces))), *marked]))


def case(name, text, size, special=(), initial_alphabet="", limit=None, prefix="", suffix="", frequency=0, longest=None):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    options = dict(vocab_size=size, min_frequency=frequency, show_progress=False, initial_alphabet=list(initial_alphabet))
    given = dict(continuing_subword_prefix=prefix, end_of_word_suffix=suffix, limit_alphabet=limit, max_token_length=longest)
    options.update({name: value for name, value in given.items() if value})
    options["special_tokens"] = initial(text, special, prefix, suffix) if prefix or suffix else list(special)
    tokenizer.train_from_iterator([text], trainers.BpeTrainer(**options))
    model = json.loads(tokenizer.to_str())["model"]
    return {
        "name": name,
        "text": text,
        "options": {
            "vocabularySize": size,
            "special": list(special),
            "initialAlphabet": [ord(character) for character in initial_alphabet],
            "minimumFrequency": frequency,
            **({"limitAlphabet": limit} if limit else {}),
            **({"continuingPrefix": prefix} if prefix else {}),
            **({"endOfWordSuffix": suffix} if suffix else {}),
            **({"maximumLength": longest} if longest else {}),
        },
        "tokens": sorted(model["vocab"], key=model["vocab"].get),
        "merges": [" ".join(merge) for merge in model["merges"]],
    }


roses = "roses are red voilets are blue BERT is big and so is GPT-2"
verse = "床前明月光 疑是地上霜 舉頭望明月 低頭思故鄉 床前看月光 疑是地上霜"
signs = "🙂🙃🙂 🙂🙃 é e\u0301 ÀÉÎ àéî ÀÉ 👩‍👩‍👧 👩‍👩‍👧 𝔞𝔟𝔠 𝔞𝔟 naïve naïf"
golden = [
    case("words, at least twice", roses, 30000, frequency=2),
    case("runs of one letter", "a aa aaa aaaa aaaaa aaaaaa aaaaaaa aaaaaaaa", 20),
    case("overlaps of two letters", "abab ababa babab aabb abba abababab bababababab", 40),
    case("words of one letter", "a b c a b c d", 40),
    case("nothing but ties", "ab cd ef gh ij kl ba dc fe hg ji lk abcd efgh", 60),
    case("many ties of two letters", " ".join(words("ab", 60, 9)), 120),
    case("many ties of four letters", " ".join(words("abcd", 80, 12)), 200),
    case("Chinese", verse, 60),
    case("emoji and accents", signs, 60),
    case("an initial alphabet", roses, 60, initial_alphabet="xyzé🙂"),
    case("a limited alphabet", "aaaa bbb cc d abcabc abcd eeeee aebec", 12, limit=3),
    case("an initial and a limited alphabet", "aaaa bbbb cc d abcabc abcd eeeee aebec", 14, initial_alphabet="dz", limit=4),
    case("special tokens", roses, 50, special=["<pad>", "<s>"]),
    case("special tokens that merges spell", "abab abc bc cab", 30, special=["ab", "<s>", "abc", "b"]),
    case("prefix", " ".join(words("abc", 60, 8)), 120, prefix="##"),
    case("prefix and special tokens", verse + " " + roses, 120, special=["[PAD]", "##a"], prefix="##"),
    case("suffix", " ".join(words("abc", 60, 8)), 120, suffix="</w>"),
    case("suffix in the text", "xa</w>b xa ya xa</w> ab a</w>a", 60, suffix="</w>"),
    case("prefix and suffix", " ".join(words("ab", 50, 6)), 90, prefix="##", suffix="</w>"),
    case("short tokens", " ".join(words("ab", 40, 12)), 80, longest=5),
    case("tokens of two", " ".join(words("abc", 40, 12)), 80, longest=2),
]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
