"""Golden numbers of bidirectional layers from Keras 3.15.1 (TensorFlow 2.21) in float64.

Run: python bidirectional.golden.py > bidirectional.golden.json
Inputs and weights are not stored: the test makes the same ones by `wave`.
"""

import json

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
BATCH, TIME, INPUT, UNITS = 2, 4, 3, 2
GATES = {"rnn": 1, "gru": 3, "lstm": 4}
MASK = np.array([[1, 1, 1, 0], [0, 1, 0, 1]])


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values)]


def case(cell, merge, mask, initial):
    gates = GATES[cell] * UNITS
    kind = {"rnn": keras.layers.SimpleRNN, "gru": keras.layers.GRU, "lstm": keras.layers.LSTM}[cell]
    mode = {"concat": "concat", "sum": "sum", "average": "ave", "multiply": "mul", "none": None}[merge]
    layer = keras.layers.Bidirectional(kind(UNITS, return_sequences=True, return_state=True), merge_mode=mode)
    layer.build((BATCH, TIME, INPUT))
    shapes = [(INPUT, gates), (UNITS, gates), (2, gates) if cell == "gru" else (gates,)]
    layer.set_weights([wave(phase, *shape) for phase, shape in zip(range(2, 8), shapes * 2)])
    count = 4 if cell == "lstm" else 2
    starts = [tf.Variable(wave(10 + index, BATCH, UNITS)) for index in range(count)] if initial else []
    x = tf.Variable(wave(1, BATCH, TIME, INPUT))
    with tf.GradientTape() as tape:
        results = layer(tf.convert_to_tensor(x), initial_state=[s * 1.0 for s in starts] or None,
                        mask=tf.constant(MASK == 1) if mask else None)
        loss = sum(tf.reduce_sum(value * wave(20 + index, *value.shape)) for index, value in enumerate(results))
    leaves = [x, *[w.value for w in layer.trainable_variables], *starts]
    return {"cell": cell, "merge": merge, "mask": mask, "initial": initial,
            "results": [numbers(value) for value in results],
            "gradients": [numbers(value) for value in tape.gradient(loss, leaves)]}


cases = [case("lstm", merge, True, False) for merge in ("concat", "sum", "average", "multiply", "none")]
cases += [case(cell, "concat", mask, True) for cell in GATES for mask in (False, True)]
print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases) + "\n]")
