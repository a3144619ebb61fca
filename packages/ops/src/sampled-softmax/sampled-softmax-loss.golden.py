"""Golden numbers of the sampled softmax loss from TensorFlow 2.21, with given candidates.

Run: python sampled-softmax-loss.golden.py > sampled-softmax-loss.golden.json
Inputs and weights are not stored: the test makes the same ones by `wave`.
"""

import json

import numpy as np
import tensorflow as tf

ROWS, UNITS, CLASSES, TRIES = 4, 3, 7, 5
TARGETS = [0, 5, 2, 6]
CANDIDATES = [2, 0, 4]


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values)]


def expected(ids, tries):
    """As the kernel LogUniformCandidateSampler has it."""
    p = (np.log(np.array(ids) + 2.0) - np.log(np.array(ids) + 1.0)) / np.log(CLASSES + 1.0)
    return p * len(CANDIDATES) if tries == len(CANDIDATES) else -np.expm1(tries * np.log1p(-p))


def case(remove, tries):
    inputs, kernel, bias = [tf.Variable(wave(phase, *shape)) for phase, shape in
                            ((1, (ROWS, UNITS)), (2, (CLASSES, UNITS)), (3, (CLASSES,)))]
    sampled = (tf.constant(CANDIDATES, tf.int64), tf.constant(expected(TARGETS, tries)[:, None]),
               tf.constant(expected(CANDIDATES, tries)))
    with tf.GradientTape() as tape:
        losses = tf.nn.sampled_softmax_loss(kernel, bias, tf.constant(TARGETS, tf.int64)[:, None], inputs, len(CANDIDATES),
                                            CLASSES, sampled_values=sampled, remove_accidental_hits=remove)
        mean = tf.reduce_mean(losses)
    gradients = tape.gradient(mean, [inputs, kernel, bias])
    return {"removeAccidentalHits": remove, "tries": tries, "losses": numbers(losses), "mean": float(mean),
            "gradients": [numbers(tf.convert_to_tensor(value)) for value in gradients]}


print(json.dumps([case(remove, tries) for remove in (True, False) for tries in (3, TRIES)]))

