"""A table of characters made by SentencePiece 0.2.2, and what Hugging Face's tokenizers 0.23.2 make of texts with it.

Writes precompiled.golden.json beside this file; offsets are in UTF-16 code units.
"""

import base64
import io
import json
import tempfile
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

RULES = {
    "A": "a", "ﬁ": "fi", "e\u0301": "é", "½": "1/2", "\u200b": "", "\r": " ", "\n": " ", "　": " ", "水": "water", "🛶": "ab", "\u0301": "'",
    "xy": "z", "ΐ": "ι\u0308\u0301", "ab\u0300": "c", "\u0600": "#",
}
TEXTS = [
    "", "A", "plain text", "ABBA", "ﬁne ﬁ", "e\u0301", "xe\u0301y", "cafe\u0301 e", "½½", "a\u200bb", "\r\n", "\r\r\n\n", "a\r\nb\rc", "水A水", "🛶🛶 🛶",
    "e\u0301\u0301", "x\u0301", "👩\u200d👧A", "xyxy", "x\u200by", "ΐΐ", "b\u0300 ab\u0300", "\u0600A \u0600水", "A\u0300A", "AéA\u0301é\u0301", "한국 水", "नमस्ते A",
]


def charsmap():
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.tsv"
        points = lambda text: " ".join(f"{ord(character):X}" for character in text)
        rules.write_text("".join(f"{points(source)}\t{points(target)}\n" for source, target in RULES.items()))
        text = Path(folder) / "text.txt"
        text.write_text("a rule for each character\nand a line for the trainer\n" * 20)
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            input=str(text), model_writer=model, vocab_size=40, hard_vocab_limit=False, normalization_rule_tsv=str(rules), minloglevel=2
        )
    parsed = sentencepiece_model_pb2.ModelProto()
    parsed.ParseFromString(model.getvalue())
    return parsed.normalizer_spec.precompiled_charsmap


def units(text):
    positions = [0]
    for character in text:
        positions.append(positions[-1] + (2 if ord(character) > 0xFFFF else 1))
    return positions


if __name__ == "__main__":
    table = charsmap()
    normalizer = normalizers.Precompiled(table)
    tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    answers = []
    for text in TEXTS:
        positions = units(text)
        offsets = [positions[end] for pair in tokenizer.encode(text).offsets for end in pair]
        answers.append({"text": text, "normalized": normalizer.normalize_str(text), "offsets": " ".join(map(str, offsets))})
    content = {"charsmap": base64.b64encode(table).decode(), "answers": answers}
    Path(__file__).with_suffix(".json").write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
