"""Makes train-byte-pair.golden.json: hashes of the vocabularies and merges that Hugging Face tokenizers 0.23.2 learns.

Run: python train-byte-pair.golden.py FOLDER, where FOLDER holds the corpora.
"""

import hashlib
import json
import pathlib
import sys

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

folder = pathlib.Path(sys.argv[1])


def digest(value):
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def read(name):
    return (folder / name).read_bytes().decode()


pairs = [line.split("\t") for line in read("spa-eng/spa.txt").rstrip("\n").split("\n")]
texts = {
    "tinyshakespeare": [read("tinyshakespeare.txt")],
    "english": [pair[0] for pair in pairs],
    "spanish": [pair[1] for pair in pairs],
    "songci": [read("zh/songci.txt")],
}


def byte_pair(name, size):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(texts[name], trainer)
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    return {"tokens": digest(tokens), "merges": digest([" ".join(merge) for merge in model["merges"]])}


def word_piece(name, size, is_ordered):
    """The trainer leaves the ids of characters behind ## to chance, and with them some ties.

    Given as special tokens in the order that ours has, they take the chance out: `is_ordered`.
    """
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    if is_ordered:
        pieces = set()
        for text in texts[name]:
            normalized = tokenizer.normalizer.normalize_str(text)
            pieces.update(piece for piece, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normalized))
        special += sorted(set("".join(pieces)))
        special += [f"##{character}" for character in sorted(set("".join(piece[1:] for piece in pieces)))]
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False)
    tokenizer.train_from_iterator(texts[name], trainer)
    vocabulary = tokenizer.get_vocab()
    tokens = sorted(vocabulary, key=vocabulary.get)
    return digest(tokens) if is_ordered else digest(sorted(tokens))


golden = {
    "bytePair": {name: {size: byte_pair(name, size) for size in (1000, 8000)} for name in texts},
    "wordPiece": {
        "tinyshakespeare": {2000: {"ordered": word_piece("tinyshakespeare", 2000, True)}},
        "spanish": {8000: {"ordered": word_piece("spanish", 8000, True)}},
    },
}
# Where no tie hangs on those ids, the tokens are the same without help too.
golden["wordPiece"]["tinyshakespeare"][2000]["sorted"] = word_piece("tinyshakespeare", 2000, False)
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=2) + "\n")
