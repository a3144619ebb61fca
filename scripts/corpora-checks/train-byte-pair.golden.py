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


def word_piece(name, size):
    """The trainer leaves the ids of characters behind ## to chance, and with them some ties.

    Given as special tokens in the order that ours has, they take the chance out and change nothing else.
    """
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    pieces = set()
    for text in texts[name]:
        normalized = tokenizer.normalizer.normalize_str(text)
        pieces.update(piece for piece, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normalized))
    special += sorted(set("".join(pieces)))
    special += [f"##{character}" for character in sorted(set("".join(piece[1:] for piece in pieces)))]
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False)
    tokenizer.train_from_iterator(texts[name], trainer)
    vocabulary = tokenizer.get_vocab()
    return digest(sorted(vocabulary, key=vocabulary.get))


golden = {
    "bytePair": {name: {size: byte_pair(name, size) for size in (1000, 8000)} for name in texts},
    "wordPiece": {
        "tinyshakespeare": {2000: word_piece("tinyshakespeare", 2000)},
        "spanish": {8000: word_piece("spanish", 8000)},
    },
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=2) + "\n")
