"""Makes train-word-tokenizer.golden.json: vocabularies, ids and matrices of 200 hostile texts.

Keras 3.15 on TensorFlow 2.21 answers for TextVectorization and the older Tokenizer. torchtext has no wheel for current
versions of PyTorch: its `build_vocab_from_iterator`, `vocab` and `basic_english` are written out below from their
documentation and published source, as is the tokenizer of Raschka, Liu and Mirjalili's book.

Run: python train-word-tokenizer.golden.py
"""

import collections
import hashlib
import json
import os
import pathlib
import random
import re

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import tensorflow as tf
from keras.src.legacy.preprocessing.text import Tokenizer

# All characters are of Unicode 14 or older: Python 3.11 and Node 20 agree on them.
words = (
    "the The THE cat sat mat. it's Its, a A b z Z zz don't e-mail no.1 3,14 x_y (so) \"quoted\" ¿qué? ¡Él! É é e\u0301 "
    "ΟΔΟΣ ΣΑΣ Σ Σ. ΑΣ'Α ὈΔΥΣΣΕΎΣ \u0130stanbul ISPARTA ß ẞ ﬁ Ⅷ ² ½ ٣ 床前明月光 。， 🙂 👩‍🚀 🇫🇷 𐐀𐐁 𝔞 ～ \uffee K Å "
    "__proto__ constructor toString [UNK] <unk> <OOV> <br /> <b>bold</b> < > <a <<p>> :) :-( ;-) =) :D :P :-)) a:)b "
    "&amp; #tag @me 100% $5 ^_^ {x} |y| ~z~ `q` \\n / ; : — “dash” … ­ \u200b \ufeff \u200d \x00 \x7f aΣ\u0301 ς Ǆ ǅ"
).split(" ")
separators = [" "] * 8 + ["  ", "\t", "\n", "\r\n", "\v", "\f", "\x1c", "\x1f", "\x85", "\u00a0", "\u1680", "\u2003", "\u2028", "\u3000", "", "-"]

random.seed(200)
texts = ["", " ", "\t\n", "the", "!!!", "<>", ":)"]
while len(texts) < 200:
    count = random.choice([1, 2, 3, 4, 5, 6, 8])
    # Squared, so that some words are frequent and many are equally rare.
    chosen = [words[int(random.random() ** 2 * len(words))] for _ in range(count)]
    texts.append("".join(word + random.choice(separators) for word in chosen))
    if random.random() < 0.5:
        texts[-1] = texts[-1].strip()
training = texts[:120]


def digest(value):
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def answers(options, vocabulary, ids, **more):
    """The first answers in full, to read; the others as a hash of their JSON."""
    case = {"options": options, "size": len(vocabulary), "vocabulary": digest(vocabulary), "ids": digest(ids)}
    return {**case, "firstWords": vocabulary[:12], "firstIds": ids[7:13], **more}


def nonzero(matrix):
    return [[row, column, round(float(matrix[row][column]), 6)] for row in range(len(matrix)) for column in range(len(matrix[0])) if matrix[row][column]]


# Keras's TextVectorization -------------------------------------------------------------------------------------------

encoded = tf.constant([text.encode() for text in texts])


def text_vectorization(**options):
    layer = keras.layers.TextVectorization(**options)
    layer.adapt(encoded[:120])
    return layer


# get_vocabulary loses a NUL at the end of a word on its way through NumPy; the table of the layer has it.
def vocabulary_of(layer):
    words, ids = layer._lookup_layer.lookup_table.export()
    return ["", "[UNK]", *(word.decode() for _, word in sorted(zip(ids.numpy(), words.numpy())))]


text_vectorization_cases = []
for standardize in ["lower_and_strip_punctuation", "lower", "strip_punctuation", None]:
    for options in [{}, {"split": "character"}, {"ngrams": 2}, {"ngrams": (3, 1), "max_tokens": 40}, {"max_tokens": 25}]:
        layer = text_vectorization(standardize=standardize, ragged=True, **options)
        options = {"standardize": standardize, **options}
        text_vectorization_cases.append(answers(options, vocabulary_of(layer), layer(encoded).to_list()))

layer = text_vectorization(output_sequence_length=4)
padded = layer(encoded[100:]).numpy().tolist()

# The matrices of this many texts: some known, some not.
rows = slice(100, 140)
text_vectorization_matrices = []
for mode in ["multi_hot", "count", "tf_idf"]:
    for options in [{}, {"max_tokens": 20}, {"max_tokens": 400, "pad_to_max_tokens": True}]:
        matrix = text_vectorization(output_mode=mode, **options)(encoded[rows]).numpy()
        case = {"mode": mode, "options": options, "shape": list(matrix.shape)}
        text_vectorization_matrices.append({**case, "nonzero": nonzero(matrix) if not (options and mode != "tf_idf") else None, "sum": float(matrix.astype("float64").sum())})

# Keras's older Tokenizer ---------------------------------------------------------------------------------------------

legacy_cases = []
for options in [
    {},
    {"oov_token": "<OOV>"},
    {"num_words": 20},
    {"num_words": 20, "oov_token": "<OOV>"},
    {"lower": False},
    {"filters": ""},
    {"filters": "a-z]^\\Σ🙂"},
    {"split": "\n"},
    {"split": "ab", "filters": " b"},
    {"char_level": True},
    {"char_level": True, "lower": False, "oov_token": "<OOV>", "num_words": 30},
]:
    tokenizer = Tokenizer(**options)
    tokenizer.fit_on_texts(training)
    ids = tokenizer.texts_to_sequences(texts)
    # Id 0 is padding; words of num_words and beyond are never given.
    vocabulary = ["", *tokenizer.word_index][: options.get("num_words")]
    legacy_cases.append(answers(options, vocabulary, ids, texts=digest(tokenizer.sequences_to_texts(ids))))

legacy_matrices = []
for mode in ["binary", "count", "freq", "tfidf"]:
    for options in [{}, {"num_words": 20, "oov_token": "<OOV>"}]:
        tokenizer = Tokenizer(**options)
        tokenizer.fit_on_texts(training)
        matrix = tokenizer.texts_to_matrix(texts[rows], mode=mode)
        case = {"mode": mode, "options": options, "shape": list(matrix.shape)}
        legacy_matrices.append({**case, "nonzero": nonzero(matrix) if options else None, "sum": float(matrix.sum())})

# torchtext -----------------------------------------------------------------------------------------------------------


def build_vocab_from_iterator(iterator, min_freq=1, specials=(), special_first=True, max_tokens=None):
    counter = collections.Counter()
    for tokens in iterator:
        counter.update(tokens)
    pairs = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    if max_tokens is not None:
        pairs = pairs[: max_tokens - len(specials)]
    return vocab(collections.OrderedDict(pairs), min_freq, specials, special_first)


def vocab(ordered, min_freq=1, specials=(), special_first=True):
    for token in specials:
        ordered.pop(token, None)
    tokens = [token for token, count in ordered.items() if count >= min_freq]
    return [*specials, *tokens] if special_first else [*tokens, *specials]


basic_english_patterns = [
    (r"\'", " '  "),
    (r"\"", ""),
    (r"\.", " . "),
    (r"<br \/>", " "),
    (r",", " , "),
    (r"\(", " ( "),
    (r"\)", " ) "),
    (r"\!", " ! "),
    (r"\?", " ? "),
    (r"\;", " "),
    (r"\:", " "),
    (r"\s+", " "),
]


def basic_english(line):
    line = line.lower()
    for pattern, replacement in basic_english_patterns:
        line = re.sub(pattern, replacement, line)
    return line.split()


# "Machine Learning with PyTorch and Scikit-Learn", chapter 15: tokenizer.
def reviews(text):
    text = re.sub("<[^>]*>", "", text)
    emoticons = re.findall(r"(?::|;|=)(?:-)?(?:\)|\(|D|P)", text.lower())
    text = re.sub(r"[\W]+", " ", text.lower()) + " ".join(emoticons).replace("-", "")
    return text.split()


# The same chapter: a Counter, sorted by count alone, then <pad> and <unk> put in front.
def book_vocabulary(iterator):
    counter = collections.Counter()
    for tokens in iterator:
        counter.update(tokens)
    ordered = collections.OrderedDict(sorted(counter.items(), key=lambda pair: pair[1], reverse=True))
    return ["<pad>", "<unk>", *vocab(ordered)]


splitters = {"whitespace": str.split, "basic-english": basic_english, "reviews": reviews}


def torchtext_case(options, vocabulary, split):
    index = {token: position for position, token in enumerate(vocabulary)}
    ids = [[index.get(token, index["<unk>"]) for token in split(text)] for text in texts]
    return answers(options, vocabulary, ids)


torchtext_cases = []
for name, split in splitters.items():
    for options in [{}, {"min_freq": 3}, {"max_tokens": 30}, {"max_tokens": 30, "min_freq": 4, "special_first": False}]:
        vocabulary = build_vocab_from_iterator(map(split, training), specials=["<pad>", "<unk>"], **options)
        torchtext_cases.append(torchtext_case({"splitter": name, **options}, vocabulary, split))
torchtext_cases.append(torchtext_case({"splitter": "reviews", "ties": "first-seen"}, book_vocabulary(map(reviews, training)), reviews))

golden = {
    "texts": texts,
    "training": 120,
    "rows": [rows.start, rows.stop],
    "textVectorization": text_vectorization_cases,
    "padded": padded,
    "textVectorizationMatrices": text_vectorization_matrices,
    "legacy": legacy_cases,
    "legacyMatrices": legacy_matrices,
    "torchtext": torchtext_cases,
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n")
