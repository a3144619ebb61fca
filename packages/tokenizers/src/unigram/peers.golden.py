"""Makes peers.golden.json: what SentencePiece 0.2.2 and Hugging Face's tokenizers 0.23.2 train on a made-up text, and how
they encode with it.

Run: python peers.golden.py
"""

import io
import json
import pathlib
import random

import numpy
import sentencepiece
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

draw = random.Random(1)
words = (
    "the old sailor sings of stormy seas and silver fish while small boats return to harbour under pale evening light "
    "niño señal corazón canción mañana größe straße überall fenêtre garçon naïve 東京 大阪 夜空 星 海 и море звезда ночь"
).split()
sentences = [" ".join(draw.choices(words, k=draw.randint(3, 9))) + draw.choice([".", "!", "?", ", 12 3"]) for _ in range(400)]
texts = [
    "",
    " ",
    "the sailor",
    "  The   sailor\tsings.\n",
    "storms and silverfish, boats and boathouses",
    "señales del corazón; größer als überall",
    "ﬁsh ｆｉｓｈ № ½ ①",
    "東京の夜空に星 12,345",
    "𝄞𝄢 emoji 🎣🎣 fish",
    "sssssssssssss ooooooooo",
    "cafe\u0301 nin\u0303o",
    "<unk> <s> <0x41>",
]


def shortest(score):
    """The shortest decimal that is this score in 32 bits."""
    return float(str(numpy.float32(score)))


def sentence_piece(**options):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences), model_writer=model, num_threads=1, minloglevel=2, **options
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    size = processor.get_piece_size()
    return {
        "tokens": [processor.id_to_piece(id) for id in range(size)],
        "scores": [shortest(processor.get_score(id)) for id in range(size)],
        "ids": [processor.encode(text) for text in texts],
        "best": [
            {"text": text, "ranked": [[[piece.id for piece in one.pieces], one.score] for one in nbest(processor, text)]}
            for text in ["the sailor", "silver fish"]
        ],
    }


def nbest(processor, text):
    return processor.nbest_encode(text, nbest_size=12, return_type="proto").nbests


def hugging_face(size):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.train_from_iterator(
        sentences, trainers.UnigramTrainer(vocab_size=size, special_tokens=["<unk>"], unk_token="<unk>", show_progress=False)
    )
    model = json.loads(tokenizer.to_str())["model"]
    encodings = [tokenizer.encode(text) for text in texts[:-1]]
    return {
        "tokens": [token for token, _ in model["vocab"]],
        "scores": [score for _, score in model["vocab"]],
        "ids": [encoding.ids for encoding in encodings],
        "offsets": [encoding.offsets for encoding in encodings],
    }


golden = {
    "texts": texts,
    "sentencePiece": sentence_piece(vocab_size=100, character_coverage=0.995),
    "sentencePieceBytes": sentence_piece(vocab_size=350, character_coverage=0.99, byte_fallback=True),
    "huggingFace": hugging_face(100),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n")
