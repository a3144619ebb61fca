"""Makes vocabulary-order.golden.json: the order of characters in the vocabularies of Keras 3.15 (TensorFlow 2.21)."""

import json
import pathlib

import keras
import tensorflow as tf
from keras.src.legacy.preprocessing.text import Tokenizer

texts = [
    "First Citizen:\nBefore we proceed any further, hear me speak.\n\nAll:\nSpeak, speak.\n",
    "zyx abc ZYX ABC cab",
    "el niño, ¿qué? ñ ñ é — “sí”",
    "床前明月光，疑是地上霜。舉頭望明月，低頭思故鄉。",
    "🙂🙃🙂 a🙃 𝔞𝔟 ～ \uffee",
    "aabbccddeeffgghh hgfedcba",
]


def text_vectorization(text):
    layer = keras.layers.TextVectorization(split="character", standardize=None)
    layer.adapt(tf.constant([text]))
    return layer.get_vocabulary()[2:]


def older_tokenizer(text):
    tokenizer = Tokenizer(char_level=True, lower=False, filters="")
    tokenizer.fit_on_texts([text])
    return list(tokenizer.word_index)


golden = [
    {"text": text, "frequency": text_vectorization(text), "frequency-first-seen": older_tokenizer(text)}
    for text in texts
]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, indent=2) + "\n")
