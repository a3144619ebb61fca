"""Makes unigram.golden.json: models that SentencePiece 0.2.2 and Hugging Face's tokenizers 0.23.2 train on corpora, hashes
of the ids that they give for 10,000 sentences, and how probable SentencePiece finds text that it has not seen.

Run: python unigram.golden.py FOLDER, where FOLDER holds the corpora.
"""

import hashlib
import io
import json
import math
import pathlib
import sys

import numpy
import sentencepiece
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

folder = pathlib.Path(sys.argv[1])


def lines(name):
    return [line for line in (folder / name).read_bytes().decode().split("\n") if line.strip()]


def spread(values, count):
    """`count` values at even distances."""
    return [values[at * len(values) // count] for at in range(count)]


pairs = [line.rstrip("\r").split("\t")[:2] for line in lines("spa-eng/spa.txt")]
english, spanish = ([pair[side] for pair in pairs] for side in (0, 1))
shakespeare = lines("tinyshakespeare.txt")
sentences = [
    *spread(english, 3000),
    *spread(spanish, 3500),
    *spread(shakespeare, 2500),
    *spread(lines("ag_news/train-10k-descriptions.tsv"), 500),
    *spread(lines("zh/songci.txt"), 500),
]


def digest(value):
    return hashlib.sha256(json.dumps(value, separators=(",", ":")).encode()).hexdigest()


def sentence_piece(texts, **options):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts), model_writer=model, num_threads=1, minloglevel=2, **options
    )
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def encoding(processor):
    ids = range(processor.get_piece_size())
    return {
        "tokens": [processor.id_to_piece(id) for id in ids],
        # The shortest decimals for these 32 bits.
        "scores": [float(str(numpy.float32(processor.get_score(id)))) for id in ids],
        "ids": digest([processor.encode(sentence) for sentence in sentences]),
    }


def hugging_face(texts, size):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.train_from_iterator(
        texts, trainers.UnigramTrainer(vocab_size=size, special_tokens=["<unk>"], unk_token="<unk>", show_progress=False)
    )
    vocabulary = json.loads(tokenizer.to_str())["model"]["vocab"]
    return {
        "tokens": [token for token, _ in vocabulary],
        "scores": [score for _, score in vocabulary],
        "ids": digest([tokenizer.encode(sentence).ids for sentence in sentences]),
    }


def held_out(texts, size):
    """Trains on nine of ten texts; the log-probability of the others, with scores made probabilities, and their tokens."""
    processor = sentence_piece([text for at, text in enumerate(texts) if at % 10], vocab_size=size)
    scores = [processor.get_score(id) for id in range(3, processor.get_piece_size())]
    total = math.log(sum(math.exp(score) for score in scores))
    unknown = min(scores) - 10
    ids = [id for text in texts[::10] for id in processor.encode(text)]
    logs = [(unknown if id == 0 else scores[id - 3]) - total for id in ids]
    return {"size": size, "logProbability": round(sum(logs), 1), "tokens": len(ids)}


golden = {
    "sentences": len(sentences),
    "sentencePiece": encoding(sentence_piece(spanish, vocab_size=800)),
    "sentencePieceBytes": encoding(sentence_piece(shakespeare, vocab_size=800, byte_fallback=True)),
    "huggingFace": hugging_face(english, 800),
    "heldOut": {
        "shakespeare": [held_out(shakespeare, size) for size in (1000, 8000)],
        "english": [held_out(english, size) for size in (1000, 8000)],
        "spanish": [held_out(spanish, size) for size in (1000, 8000)],
    },
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n")
