"""Makes word-piece.golden.json: a WordPiece model trained by Hugging Face tokenizers 0.23, and hashes of its ids.

    python word-piece.golden.py ../../../shared/data

The vocabulary is kept whole, since the trainer gives ids by chance. Ids and offsets (pairs of UTF-16 code units) of each
sentence are joined by spaces, sentences by line feeds, and hashed with sha256.
"""

import hashlib
import json
import pathlib
import sys

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

data = pathlib.Path(sys.argv[1])


def lines(name):
    return (data / name).read_text("utf-8").split("\n")


def sentences():
    pairs = [line.split("\t")[:2] for line in lines("spa-eng/spa.txt")[::60] if line]
    return ([text for pair in pairs for text in pair] + lines("tinyshakespeare.txt")[::12] + lines("zh/songci.txt"))[:10_000]


def units(text):
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if ord(character) > 0xFFFF else 1))
    return places


def digest(rows):
    return hashlib.sha256("\n".join(" ".join(map(str, row)) for row in rows).encode()).hexdigest()


special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
tokenizer.normalizer = normalizers.BertNormalizer()
tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
tokenizer.decoder = decoders.WordPiece()
trainer = trainers.WordPieceTrainer(vocab_size=4000, limit_alphabet=600, special_tokens=special, show_progress=False)
tokenizer.train_from_iterator(sentences(), trainer)
vocabulary = tokenizer.get_vocab()

texts = sentences()
encodings = [tokenizer.encode(text) for text in texts]
places = [units(text) for text in texts]
golden = {
    "tokens": sorted(vocabulary, key=vocabulary.get),
    "ids": digest(encoding.ids for encoding in encodings),
    "offsets": digest(
        [place[end] for pair in encoding.offsets for end in pair] for encoding, place in zip(encodings, places)
    ),
    "unknown": sum(encoding.ids.count(1) for encoding in encodings),
    "decoded": hashlib.sha256("\n".join(tokenizer.decode(encoding.ids, skip_special_tokens=False) for encoding in encodings).encode()).hexdigest(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False) + "\n")
