"""Golden numbers of models of recurrent layers from Keras 3.15.1 (TensorFlow 2.21), in float64.

Run: python layers.golden.py > layers.golden.json
Weights are not stored: the test makes the same ones by `wave`, in the order in which Keras lists them.
"""

import json

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
IDS = np.array([[0, 3, 1, 0, 2], [4, 1, 2, 2, 0], [0, 0, 0, 0, 0]])
TARGETS = np.array([[0.5], [-0.25], [0.75]])


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values)]


def layer(cell, **options):
    kind = {"simpleRnn": keras.layers.SimpleRNN, "gru": keras.layers.GRU, "lstm": keras.layers.LSTM}[cell]
    return kind(2, **options)


def stacked(cell, options):
    """Embedding with masks, two recurrent layers, dense; three steps of SGD on the whole batch."""
    model = keras.Sequential([
        keras.Input((5,)), keras.layers.Embedding(5, 3, mask_zero=True),
        layer(cell, return_sequences=True, kernel_regularizer=keras.regularizers.L2(0.1), **options),
        layer(cell, go_backwards=True, **options),
        keras.layers.Dense(1)])
    model.set_weights([wave(i + 1, *w.shape) for i, w in enumerate(model.get_weights())])
    predictions = model.predict(IDS, verbose=0)
    model.compile(keras.optimizers.SGD(0.1), "mse")
    losses = model.fit(IDS, TARGETS, batch_size=3, epochs=3, shuffle=False, verbose=0).history["loss"]
    return {"predictions": numbers(predictions), "losses": numbers(losses),
            "trained": [numbers(w) for w in model.get_weights()]}


def states(cell, options):
    """Sequence and states from initial states, backwards, over vectors; and a stateful layer over two batches."""
    count = 2 if cell == "lstm" else 1
    x = keras.Input((4, 3))
    starts = [keras.Input((2,)) for _ in range(count)]
    outputs = layer(cell, return_sequences=True, return_state=True, go_backwards=True, **options)(
        x, initial_state=starts if count > 1 else starts[0])
    model = keras.Model([x, *starts], outputs)
    model.set_weights([wave(i + 1, *w.shape) for i, w in enumerate(model.get_weights())])
    found = model.predict([wave(5, 2, 4, 3), *[wave(6 + i, 2, 2) for i in range(count)]], verbose=0)
    model = keras.Sequential([keras.Input(batch_shape=(2, 4, 3)), layer(cell, stateful=True, **options)])
    model.set_weights([wave(i + 1, *w.shape) for i, w in enumerate(model.get_weights())])
    batches = [model.predict(wave(phase, 2, 4, 3), verbose=0) for phase in (5, 6)]
    return {"outputs": [numbers(value) for value in found], "stateful": [numbers(value) for value in batches]}


KINDS = [("simpleRnn", {}), ("gru", {}), ("gru", {"reset_after": False}), ("lstm", {}), ("lstm", {"use_bias": False})]
cases = [{"cell": cell, "options": {{"reset_after": "resetAfter", "use_bias": "useBias"}[k]: v for k, v in options.items()},
          **stacked(cell, options), **states(cell, options)} for cell, options in KINDS]
print("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]")
