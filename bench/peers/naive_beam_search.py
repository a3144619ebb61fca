"""Seconds of the beam search of Géron's chapter 16 in Keras: what suites/naive-beam-search.mjs does in JavaScript.
Embedding 128, LSTM 512 (encoder: two directions of 256), dot attention, vocabulary 1,000, both sides padded to 50, four
beams, random weights. One JSON line. Run: python naive_beam_search.py [MOST TOKENS]"""
import json, os, sys, time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
from keras import layers

VOCABULARY, PADDED, WIDTH, START, END, SOURCE = 1000, 50, 4, 2, 3, 30


def translator():
    source, inputs = keras.Input((PADDED,), dtype="int32"), keras.Input((PADDED,), dtype="int32")
    embeddings = [layers.Embedding(VOCABULARY, 128, mask_zero=True) for _ in range(2)]
    encoder = layers.Bidirectional(layers.LSTM(256, return_sequences=True, return_state=True))
    sequence, *states = encoder(embeddings[0](source))
    start = [layers.Concatenate()(states[::2]), layers.Concatenate()(states[1::2])]
    decoded = layers.LSTM(512, return_sequences=True)(embeddings[1](inputs), initial_state=start)
    read = layers.Attention()([decoded, sequence])
    return keras.Model([source, inputs], layers.Dense(VOCABULARY, activation="softmax")(read))


def padded(ids):
    return np.array([[*ids, *[0] * (PADDED - len(ids))]])


def beam_search(model, source, most):
    beams = [(0.0, [])]
    for step in range(most):
        candidates = []
        for total, ids in beams:
            if ids and ids[-1] == END:
                candidates.append((total, ids))
                continue
            probabilities = model.predict((padded(source), padded([START, *ids])), verbose=0)[0, step]
            candidates += [(total + np.log(value), [*ids, id]) for id, value in enumerate(probabilities)]
        beams = sorted(candidates, reverse=True)[:WIDTH]
        if all(ids[-1] == END for _, ids in beams):
            break
    return beams[0][1]


most = int(sys.argv[1]) if len(sys.argv) > 1 else 50
keras.utils.set_random_seed(0)
model = translator()
source = np.random.randint(4, VOCABULARY, SOURCE)
beam_search(model, source, 1)
start = time.perf_counter()
beam_search(model, source, most)
seconds = round(time.perf_counter() - start, 2)
config = {"version": keras.__version__, "source": SOURCE, "tokens": most, "beamWidth": WIDTH}
print(json.dumps({"name": "keras/naive-beam-search/padded", "value": seconds, "unit": "s", "config": config}))
