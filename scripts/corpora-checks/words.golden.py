"""Makes words.golden.json: hashes of the vocabularies and ids that Keras 3.15 (TensorFlow 2.21) gives for whole corpora,
and of those that the tokenizer of Raschka, Liu and Mirjalili's book (chapter 15) gives for reviews.

Run: python words.golden.py FOLDER, where FOLDER holds the corpora.
"""

import collections
import hashlib
import json
import os
import pathlib
import re
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import tensorflow as tf
from keras.src.legacy.preprocessing.text import Tokenizer

folder = pathlib.Path(sys.argv[1])


def digest(value):
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def read(name):
    return (folder / name).read_bytes().decode()


def lines(name):
    return read(name).rstrip("\n").split("\n")


def text_vectorization(texts, **options):
    layer = keras.layers.TextVectorization(**options)
    layer.adapt(tf.constant(texts))
    ids = layer(tf.constant(texts)).numpy().tolist()
    return {"size": layer.vocabulary_size(), "vocabulary": digest(layer.get_vocabulary()), "ids": digest(ids)}


def older_tokenizer(texts, **options):
    tokenizer = Tokenizer(**options)
    tokenizer.fit_on_texts(texts)
    ids = tokenizer.texts_to_sequences(texts)
    return {"size": len(tokenizer.word_index) + 1, "vocabulary": digest(["", *tokenizer.word_index]), "ids": digest(ids)}


def book(texts):
    def tokenize(text):
        text = re.sub("<[^>]*>", "", text)
        emoticons = re.findall(r"(?::|;|=)(?:-)?(?:\)|\(|D|P)", text.lower())
        text = re.sub(r"[\W]+", " ", text.lower()) + " ".join(emoticons).replace("-", "")
        return text.split()

    counter = collections.Counter()
    tokenized = [tokenize(text) for text in texts]
    for tokens in tokenized:
        counter.update(tokens)
    ordered = sorted(counter.items(), key=lambda pair: pair[1], reverse=True)
    vocabulary = ["<pad>", "<unk>", *(token for token, _ in ordered)]
    index = {token: position for position, token in enumerate(vocabulary)}
    ids = [[index[token] for token in tokens] for tokens in tokenized]
    return {"size": len(vocabulary), "vocabulary": digest(vocabulary), "ids": digest(ids)}


pairs = [line.split("\t") for line in lines("spa-eng/spa.txt")[:20000]]
reviews = [line.split("\t")[3] for line in lines("sentiment/imdb/train.tsv")[1:]]
golden = {
    "english": text_vectorization([pair[0] for pair in pairs], max_tokens=1000, output_sequence_length=50),
    "spanish": text_vectorization([f"startofseq {pair[1]} endofseq" for pair in pairs], max_tokens=1000, output_sequence_length=50),
    "shakespeare": older_tokenizer([read("tinyshakespeare.txt")], char_level=True),
    "songci": older_tokenizer(lines("zh/songci.txt"), char_level=True),
    "reviewsOlder": older_tokenizer(reviews),
    "reviewsBook": book(reviews),
}
text = json.dumps(golden, indent=2) + "\n"
pathlib.Path(__file__).with_suffix(".json").write_text(text)
