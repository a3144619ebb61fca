"""Makes keras-characters.golden.json: vocabularies and ids of characters in Keras 3.15 (TensorFlow 2.21).

Each case is trained on one string and encodes another, some of whose characters are unknown.
"""

import json
import pathlib

import keras
import tensorflow as tf
from keras.src.legacy.preprocessing.text import Tokenizer

# Cases, combining marks, ligatures, sigmas, dots, emoji, joiners, right to left, controls, white space, punctuation. No U+0000:
# NumPy takes it for the end of a string, so that TextVectorization makes '' of it.
characters = (
    "aAbBeEzZ019 .,!?'\"-_~^`|$<>\\/\n\t\r\x01\x7f\x85\u00a0\u00ad"
    "éÉßẞſıİïÏñÑæÆœŒﬁǅΑαΣσςΩωЖжҐџԱաႠⴀᎠꭰ"
    "\u0301\u0307\u0308\u20e3\ufe0f\u200d\u200b\u2028\u2029\u202e\ufeff\ufffd\ufffe"
    "中文字漢，。「」かカ゛한글각אבشمा्กำ"
    "🙂🙃👨👩👧🏽🇫🇷𝔸𝔞𐐀𐐨😀\U0001f9d1\U000e0041\U0010ffff"
)
state = 1


def draw(limit):
    """The generator of Park and Miller: the same strings on every machine."""
    global state
    state = state * 48271 % 2147483647
    return state % limit


def nasty():
    alphabet = [characters[draw(len(characters))] for _ in range(1 + draw(12))]
    return "".join(alphabet[draw(len(alphabet))] for _ in range(1 + draw(24)))


def vectorization(text, probe, standardize):
    layer = keras.layers.TextVectorization(split="character", standardize=standardize)
    layer.adapt(tf.constant([text]))
    return {
        "tokens": layer.get_vocabulary(),
        "ids": layer(tf.constant([probe]))[0].numpy().tolist(),
    }


def older(text, probe, **options):
    tokenizer = Tokenizer(char_level=True, **options)
    tokenizer.fit_on_texts([text])
    return {
        "tokens": list(tokenizer.word_index),
        "ids": tokenizer.texts_to_sequences([probe])[0],
    }


def probe_of(text):
    """Mostly characters of the text, and some others."""
    pool = text * 2 + nasty()
    return "".join(pool[draw(len(pool))] for _ in range(1 + draw(16)))


strings = [nasty() for _ in range(200)]
golden = [
    {
        "text": text,
        "probe": probe,
        "vectorization": vectorization(text, probe, None),
        "vectorizationLower": vectorization(text, probe, "lower"),
        "older": older(text, probe),
        "olderUnknown": older(text, probe, lower=False, oov_token="[OOV]"),
    }
    for text, probe in [(text, probe_of(text)) for text in strings]
]
# Tokens are one string where each is a character.
for case in golden:
    for name, special in (
        ("vectorization", ["", "[UNK]"]),
        ("vectorizationLower", ["", "[UNK]"]),
        ("older", []),
        ("olderUnknown", ["[OOV]"]),
    ):
        tokens = case[name]["tokens"]
        learned = tokens[len(special) :]
        assert tokens[: len(special)] == special and all(len(token) == 1 for token in learned)
        case[name] = ["".join(learned), case[name]["ids"]]
path = pathlib.Path(__file__).with_suffix(".json")
lines = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in golden)
path.write_text(f"[\n{lines}\n]\n")
