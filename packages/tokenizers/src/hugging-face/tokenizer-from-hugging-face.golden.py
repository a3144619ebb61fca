"""Small tokenizers trained and saved by Hugging Face's tokenizers 0.23.2, and what they make of texts.

Writes tokenizer-from-hugging-face.golden.json beside this file; offsets are in UTF-16 code units.
"""

import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

TRAINING = [
    "The kettle sang before the letter came, and the letter said that the river had risen again.",
    "Seventeen boats lay under the bridge; seven of them were painted, the others only patched.",
    "She wrote: don't wait for me, I'll come when the water's gone. They've waited ever since.",
    "Der Fluß war größer als früher, und die Brücke ächzte. L'été à la rivière était déjà fini.",
    "水が引いた。橋は残った。 Река ушла, мост остался. 1999 2024 31415 3.14",
]

TEXTS = [
    "", " ", "\n", "\t\n ", "a", "The letter", " the river", "THE RIVER'S GONE", "don't, I'll, they've",
    "seventeen boats; 17 boats!",  "3.14-2024", "größer Fluß", "gro\u0308ßer e\u0301te\u0301", "L'ÉTÉ à déjà",
    "水が引いた。", "мост\u00a0остался", "🛶 boat 🛶🛶", "👩‍👩‍👧 family", "x\u200dy\u200bz", "a\u0085b\u2028c",
    "ﬁne ½ Ⅷ ①", "İstanbul ΣΑΣ", "tab\tand\r\nline", "\ufeffbom", "a\u0000b\u0007c", "snake_case9",
    "$5 + 5% = @me #tag", "bridge...", "¿qué? ¡sí!", "ａｂｃ　ｄ",
    "ŝĥĵ", "\u0928\u092e\u0938\u094d\u0924\u0947", "한국어 글",
    "the <mask> <mask>river", "<mark> the<mark>re <mark>", "boat<end>the  <end>  river", "[MASK] river [MASK]", "RIVERBED riverbed Riverbed bed", "<unk> [UNK]",
]

PAIRS = [("the river", "boats"), ("größer 水", ""), ("the letter came", "I'll wait")]
BATCH = ["the river had risen", "", "boats", "The kettle sang before the letter came"]

MARKS = [
    AddedToken("<mark>", special=True, normalized=False),
    AddedToken("<end>", special=True, normalized=False, lstrip=True, rstrip=True),
    AddedToken("Riverbed", normalized=True, single_word=True),
]


def trained(model, trainer, *, normalizer=None, pre=None, decoder=None):
    tokenizer = Tokenizer(model)
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    if pre is not None:
        tokenizer.pre_tokenizer = pre
    if decoder is not None:
        tokenizer.decoder = decoder
    tokenizer.train_from_iterator(TRAINING, trainer)
    return tokenizer


def bpe_trainer(size, **options):
    return trainers.BpeTrainer(vocab_size=size, show_progress=False, **options)


SOME_BYTES = [*range(0x80, 0xC0), 0xC2, 0xC3, 0xC4, 0xE2, 0xF0]  # a character of which not all are there is unknown
BYTES = pre_tokenizers.ByteLevel.alphabet()


def gpt2():
    tokenizer = trained(
        models.BPE(),
        bpe_trainer(275, initial_alphabet=BYTES, special_tokens=["<|endoftext|>"]),
        pre=pre_tokenizers.ByteLevel(add_prefix_space=False),
        decoder=decoders.ByteLevel(),
    )
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.add_tokens(MARKS)
    return tokenizer


def gpt2_of_old():
    """As published in 2020: no type, merges as text, an empty unknown token and prefixes."""
    content = json.loads(gpt2().to_str())
    model = content["model"]
    content["model"] = {
        "dropout": None, "unk_token": "", "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": False,
        "vocab": model["vocab"], "merges": ["#version: 0.2"] + [" ".join(pair) for pair in model["merges"]],
    }
    for part in ("pre_tokenizer", "post_processor", "decoder"):
        del content[part]["use_regex"]
    content["pre_tokenizer"]["add_prefix_space"] = True
    return json.dumps(content)


def llama3():
    pattern = (
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
        r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    )
    tokenizer = trained(
        models.BPE(ignore_merges=True),  # some bytes have no token and are left out
        bpe_trainer(130),
        pre=pre_tokenizers.Sequence([
            pre_tokenizers.Split(Regex(pattern), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]),
        decoder=decoders.ByteLevel(),
    )
    tokenizer.add_special_tokens(["<|begin_of_text|>", "<|end_of_text|>"])
    begin = tokenizer.token_to_id("<|begin_of_text|>")
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(
            single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|>:1 $B:1",
            special_tokens=[("<|begin_of_text|>", begin)],
        ),
    ])
    return tokenizer


def roberta():
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    tokenizer = trained(
        models.BPE(),
        bpe_trainer(280, initial_alphabet=BYTES, special_tokens=special),
        pre=pre_tokenizers.ByteLevel(add_prefix_space=True),
        decoder=decoders.ByteLevel(),
    )
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=True)
    tokenizer.enable_truncation(12, strategy="longest_first")
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>", pad_to_multiple_of=4)
    return tokenizer


def clip():
    tokenizer = trained(
        models.BPE(unk_token="<|endoftext|>", end_of_word_suffix="</w>"),
        bpe_trainer(150, end_of_word_suffix="</w>", special_tokens=["<|startoftext|>", "<|endoftext|>"]),
        normalizer=normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]),
        pre=pre_tokenizers.Sequence([
            pre_tokenizers.Split(
                Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), "removed", invert=True
            ),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]),
        decoder=decoders.ByteLevel(),
    )
    tokenizer.post_processor = processors.RobertaProcessing(
        ("<|endoftext|>", 1), ("<|startoftext|>", 0), trim_offsets=False, add_prefix_space=False
    )
    return tokenizer


def llama2():
    """SentencePiece's byte-pair encoding as the library says it: no pre-tokenizer, bytes for what is unknown."""
    learned = trained(
        models.BPE(unk_token="<unk>"),
        bpe_trainer(120, special_tokens=["<unk>", "<s>", "</s>"]),
        normalizer=normalizers.Replace(" ", "▁"),
        pre=pre_tokenizers.Split("▁", "merged_with_next"),
    )
    model = json.loads(learned.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    tokens = tokens[:3] + [f"<0x{byte:02X}>" for byte in range(256)] + tokens[3:]
    tokens = [token for token in tokens if token not in "水橋größ"]
    kept = set(tokens)
    merges = [tuple(pair) for pair in model["merges"] if {*pair, "".join(pair)} <= kept]
    tokenizer = Tokenizer(models.BPE(
        {token: position for position, token in enumerate(tokens)}, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True
    ))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)
    ])
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)]
    )
    return tokenizer


def sennrich():
    tokenizer = trained(
        models.BPE(unk_token="<unk>", end_of_word_suffix="</w>", fuse_unk=True),
        bpe_trainer(120, special_tokens=["<unk>", "<eos>"], end_of_word_suffix="</w>", limit_alphabet=40),
        normalizer=normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()]),
        pre=pre_tokenizers.WhitespaceSplit(),
        decoder=decoders.BPEDecoder(suffix="</w>"),
    )
    tokenizer.add_tokens(MARKS)
    return tokenizer


def prefixed():
    return trained(
        models.BPE(continuing_subword_prefix="##"),  # what is unknown is left out, and its neighbours are merged
        bpe_trainer(110, continuing_subword_prefix="##", limit_alphabet=35),
        normalizer=normalizers.Strip(left=True, right=False),
        pre=pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=True)]),
        decoder=decoders.WordPiece(prefix="##", cleanup=False),
    )


def bert():
    tokenizer = trained(
        models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=12),
        trainers.WordPieceTrainer(
            vocab_size=130, show_progress=False, limit_alphabet=60,
            special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
        ),
        normalizer=normalizers.BertNormalizer(),
        pre=pre_tokenizers.BertPreTokenizer(),
        decoder=decoders.WordPiece(),
    )
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.enable_truncation(9, strategy="only_first", direction="left")
    tokenizer.enable_padding(length=10, direction="left", pad_id=0, pad_token="[PAD]", pad_type_id=1)
    return tokenizer


def cased():
    tokenizer = trained(
        models.WordPiece(unk_token="[UNK]", continuing_subword_prefix="@@"),
        trainers.WordPieceTrainer(
            vocab_size=130, show_progress=False, special_tokens=["[UNK]"], continuing_subword_prefix="@@"
        ),
        normalizer=normalizers.Sequence([
            normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=False, strip_accents=True, lowercase=False),
            normalizers.Replace(Regex(r"(?<=\d)\.(?=\d)"), ","),
        ]),
        pre=pre_tokenizers.Sequence([
            pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation("merged_with_previous"), pre_tokenizers.Digits(),
        ]),
        decoder=decoders.WordPiece(prefix="@@", cleanup=True),
    )
    tokenizer.add_tokens(MARKS)
    return tokenizer


def t5():
    tokenizer = trained(
        models.Unigram(),
        trainers.UnigramTrainer(
            vocab_size=90, show_progress=False, unk_token="<unk>", special_tokens=["<pad>", "</s>", "<unk>"]
        ),
        normalizer=normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]),
        pre=pre_tokenizers.Metaspace(),
        decoder=decoders.Metaspace(),
    )
    tokenizer.add_tokens(MARKS)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )
    return tokenizer


def bytes_of_pieces():
    """A unigram model with bytes, spaces as marks within pieces, and one mark at the beginning only."""
    learned = trained(
        models.Unigram(),
        trainers.UnigramTrainer(vocab_size=90, show_progress=False, unk_token="<unk>", special_tokens=["<unk>"]),
        normalizer=normalizers.NFKC(),
        pre=pre_tokenizers.Metaspace(prepend_scheme="first"),
    )
    pieces = [tuple(piece) for piece in json.loads(learned.to_str())["model"]["vocab"]]
    pieces = pieces[:1] + [(f"<0x{byte:02X}>", 0.0) for byte in SOME_BYTES] + pieces[1:]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    tokenizer.decoder = decoders.Sequence([
        decoders.ByteFallback(), decoders.Metaspace(prepend_scheme="first"), decoders.Fuse()
    ])
    tokenizer.add_special_tokens([AddedToken("<mark>", special=True, normalized=False)])
    return tokenizer


def words():
    tokenizer = trained(
        models.WordLevel(unk_token="[UNK]"),
        trainers.WordLevelTrainer(vocab_size=60, show_progress=False, special_tokens=["[UNK]", "[PAD]"]),
        normalizer=normalizers.Sequence([
            normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.Strip()
        ]),
        pre=pre_tokenizers.Whitespace(),
    )
    tokenizer.add_tokens(MARKS)
    tokenizer.enable_truncation(4)
    tokenizer.enable_padding(pad_id=1, pad_token="[PAD]", direction="left")
    return tokenizer


def runs():
    return trained(
        models.WordLevel(unk_token="?"),
        trainers.WordLevelTrainer(vocab_size=70, show_progress=False, special_tokens=["?"]),
        pre=pre_tokenizers.Sequence([
            pre_tokenizers.CharDelimiterSplit(" "), pre_tokenizers.UnicodeScripts(),
            pre_tokenizers.Punctuation("contiguous"), pre_tokenizers.Split(Regex(r"(?<=[a-z])(?=[^a-z])|'"), "merged_with_next"),
            pre_tokenizers.FixedLength(4),
        ]),
    )


def characters():
    tokenizer = trained(
        models.WordLevel(unk_token="[UNK]"),
        trainers.WordLevelTrainer(vocab_size=60, show_progress=False, special_tokens=["[UNK]"]),
        pre=pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated"),
        decoder=decoders.Fuse(),
    )
    return tokenizer


def units(text):
    """For each position among code points, the position among code units."""
    positions = [0]
    for character in text:
        positions.append(positions[-1] + (2 if ord(character) > 0xFFFF else 1))
    return positions


def line(numbers):
    """Numbers as one string: a line of the file."""
    return " ".join(str(number) for number in numbers)


def encoded(tokenizer, text, pair=None):
    encoding = tokenizer.encode(text) if pair is None else tokenizer.encode(text, pair)
    tables = [units(text), units(pair or "")]
    offsets = []
    for (start, end), sequence in zip(encoding.offsets, encoding.sequence_ids):
        table = tables[sequence or 0]
        offsets += [table[start], table[end]]
    return {"ids": line(encoding.ids), "offsets": line(offsets), "typeIds": line(encoding.type_ids)}


def shortened(value):
    """Eight digits of a score are enough to cut by, and for the library as well."""
    if isinstance(value, float):
        return float(f"{value:.8g}")
    if isinstance(value, list):
        return [shortened(item) for item in value]
    return {key: shortened(item) for key, item in value.items()} if isinstance(value, dict) else value


# Not all for all, so that the file stays small.
WITH_OFFSETS = ["roberta", "bert", "words", "runs"]
WITH_TEXTS = ["gpt2", "llama2", "sennrich", "bert", "cased", "t5", "bytes_of_pieces", "words"]


def answers(name, content):
    tokenizer = Tokenizer.from_str(content)
    result = {"name": name, "tokenizer": content}
    batch = tokenizer.encode_batch(BATCH)
    result["batch"] = {"ids": [line(row.ids) for row in batch], "mask": [line(row.attention_mask) for row in batch]}
    tokenizer.no_padding()
    truncation = tokenizer.truncation
    # Behind characters that are left out, the library's offsets are too small.
    if name != "prefixed" and (truncation is None or truncation["strategy"] == "longest_first"):
        result["pairs"] = [encoded(tokenizer, *pair) for pair in PAIRS]
    tokenizer.no_truncation()
    singles = [encoded(tokenizer, text) for text in TEXTS]
    rows = [tokenizer.encode(text).ids for text in TEXTS]
    result["ids"] = " | ".join(single["ids"] for single in singles)
    if name in WITH_OFFSETS:
        result["offsets"] = " | ".join(single["offsets"] for single in singles)
    if name in WITH_TEXTS:
        result["texts"] = [tokenizer.decode(ids, skip_special_tokens=False) for ids in rows]
    result["plainTexts"] = [tokenizer.decode(ids) for ids in rows[-5:]]
    return result


MADE = [gpt2, gpt2_of_old, llama3, roberta, clip, llama2, sennrich, prefixed, bert, cased, t5, bytes_of_pieces, words, runs, characters]

if __name__ == "__main__":
    results = []
    for make in MADE:
        made = make()
        content = json.loads(made if isinstance(made, str) else made.to_str())
        results.append(answers(make.__name__, json.dumps(shortened(content), ensure_ascii=False, separators=(",", ":"))))
    content = {"texts": TEXTS, "pairs": PAIRS, "batch": BATCH, "tokenizers": results}
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
