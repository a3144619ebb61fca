"""Golden numbers of models with attention layers from Keras 3.15.1 (TensorFlow 2.21), in float64.

Run: python attention.golden.py > attention.golden.json
Weights are not stored: the test makes the same ones by `wave`, in the order in which Keras lists them.
"""

import json

import keras
import numpy as np

keras.config.set_floatx("float64")
L = keras.layers
SOURCE = np.array([[1, 2, 3, 0], [4, 1, 0, 0]])
TARGET = np.array([[1, 2, 0], [3, 4, 1]])


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values)]


def case(kind, use_scale):
    """Query, value and key are embeddings with masks."""
    layer = {"attention": L.Attention, "additiveAttention": L.AdditiveAttention}[kind](use_scale=use_scale)
    source, target = keras.Input((4,)), keras.Input((3,))
    embeddings = [L.Embedding(5, 2, mask_zero=True) for _ in range(3)]
    query, value, key = [embedding(ids) for embedding, ids in zip(embeddings, (target, source, source))]
    model = keras.Model([target, source], layer([query, value, key], return_attention_scores=True))
    for phase, variable in enumerate(v for each in [*embeddings, layer] for v in each.trainable_variables):
        variable.assign(wave(phase + 1, *variable.shape))
    output, scores = model.predict([TARGET, SOURCE], verbose=0)
    return {"kind": kind, "useScale": use_scale, "output": numbers(output), "scores": numbers(scores)}


cases = [case(kind, use_scale) for kind in ("attention", "additiveAttention") for use_scale in (False, True)]
print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases) + "\n]")
