"""Golden numbers of attention from Keras 3.15.1 (TensorFlow 2.21) in float64; `general` is Keras's dot of projected keys.

Run: python attention.golden.py > attention.golden.json
Inputs and weights are not stored: the test makes the same ones by `wave`.
"""

import json

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
BATCH, TARGET, SOURCE, UNITS = 2, 3, 4, 2
MASK = np.array([[1, 1, 0, 1], [1, 1, 1, 0]])


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values)]


def case(score, mask, scaled):
    key_units = 3 if score == "general" else UNITS
    leaves = {"queries": tf.Variable(wave(1, BATCH, TARGET, UNITS)), "values": tf.Variable(wave(2, BATCH, SOURCE, 5)),
              "keys": tf.Variable(wave(3, BATCH, SOURCE, key_units))}
    if score == "general":
        leaves["kernel"] = tf.Variable(wave(4, key_units, UNITS))
    if scaled:
        leaves["scale"] = tf.Variable(wave(5, UNITS) if score == "additive" else wave(5, 1)[0])
    kind = keras.layers.AdditiveAttention if score == "additive" else keras.layers.Attention
    layer = kind(use_scale=scaled)
    layer.build([(BATCH, TARGET, UNITS), (BATCH, SOURCE, 5), (BATCH, SOURCE, UNITS)])
    with tf.GradientTape() as tape:
        if scaled:
            layer.scale = leaves["scale"]
        keys = leaves["keys"] @ leaves["kernel"] if score == "general" else leaves["keys"]
        context, weights = layer([tf.convert_to_tensor(leaves["queries"]), tf.convert_to_tensor(leaves["values"]), keys * 1.0],
                                 mask=[None, tf.constant(MASK == 1)] if mask else None, return_attention_scores=True)
        loss = tf.reduce_sum(context * wave(7, BATCH, TARGET, 5)) + tf.reduce_sum(weights * wave(8, BATCH, TARGET, SOURCE))
    gradients = tape.gradient(loss, leaves)
    return {"score": score, "mask": mask, "scaled": scaled, "context": numbers(context), "weights": numbers(weights),
            "gradients": {name: numbers(tf.convert_to_tensor(value)) for name, value in gradients.items()}}


cases = [case(score, mask, scaled) for score, scaled in
         [("dot", False), ("scaled-dot", True), ("general", False), ("additive", False), ("additive", True)]
         for mask in (False, True)]
print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases) + "\n]")
