"""Writes optimizers.golden.json: what Keras 3.15 (on TensorFlow 2.21) and PyTorch 2.13 make of the same gradients.

Run: KERAS_BACKEND=tensorflow python optimizers.golden.py
"""
import json
import math
import pathlib

import keras
import numpy as np
import tensorflow as tf
import torch

STEPS = 24
SHOWN = [1, 2, 3, 8, 24]
initial = [0.5, -0.3, 0.8, -1.2]
gradients = [[round(math.sin(1.3 * t + 0.7 * i) * 10.0 ** (i - 2), 6) for i in range(4)] for t in range(STEPS)]


def keras_run(make):
    variable = keras.Variable(np.float32(initial), dtype="float32")
    optimizer = make(keras.optimizers)
    shown = []
    for step, gradient in enumerate(gradients, 1):
        optimizer.apply([tf.constant(gradient, tf.float32)], [variable])
        if step in SHOWN:
            shown.append([float(value) for value in np.asarray(variable)])
    return shown


def torch_run(make):
    variable = torch.nn.Parameter(torch.tensor(initial, dtype=torch.float32))
    optimizer = make(torch.optim, [variable])
    shown = []
    for step, gradient in enumerate(gradients, 1):
        variable.grad = torch.tensor(gradient, dtype=torch.float32)
        optimizer.step()
        if step in SHOWN:
            shown.append(variable.detach().tolist())
    return shown



cases = {
    "keras nadam": keras_run(lambda k: k.Nadam(0.01)),
    "keras adam": keras_run(lambda k: k.Adam(0.01)),
    "keras adam with exponential decay": keras_run(lambda k: k.Adam(k.schedules.ExponentialDecay(0.02, 5, 0.7))),
    "keras adam with a large epsilon": keras_run(lambda k: k.Adam(0.01, epsilon=0.1, beta_1=0.8, beta_2=0.99)),
    "keras adamw": keras_run(lambda k: k.AdamW(0.01, weight_decay=0.1)),
    "keras rmsprop": keras_run(lambda k: k.RMSprop(0.01)),
    "keras rmsprop with momentum": keras_run(lambda k: k.RMSprop(0.01, momentum=0.9, epsilon=1e-3)),
    "keras sgd": keras_run(lambda k: k.SGD(0.01)),
    "keras sgd with momentum": keras_run(lambda k: k.SGD(0.01, momentum=0.9)),
    "keras sgd with nesterov": keras_run(lambda k: k.SGD(0.01, momentum=0.9, nesterov=True)),
    "keras sgd clipped by value": keras_run(lambda k: k.SGD(0.01, clipvalue=0.05)),
    "keras sgd clipped by norm": keras_run(lambda k: k.SGD(0.01, clipnorm=0.5)),
    "torch nadam": torch_run(lambda t, p: t.NAdam(p, lr=0.01)),
    "torch adam": torch_run(lambda t, p: t.Adam(p, lr=0.01)),
    "torch adam with weight decay": torch_run(lambda t, p: t.Adam(p, lr=0.01, weight_decay=0.1)),
    "torch adam with a large epsilon": torch_run(lambda t, p: t.Adam(p, lr=0.01, eps=0.1)),
    "torch adamw": torch_run(lambda t, p: t.AdamW(p, lr=0.01)),
    "torch rmsprop": torch_run(lambda t, p: t.RMSprop(p, lr=0.01)),
    "torch rmsprop with momentum": torch_run(lambda t, p: t.RMSprop(p, lr=0.01, momentum=0.9, alpha=0.95, eps=1e-3)),
    "torch sgd with nesterov": torch_run(lambda t, p: t.SGD(p, lr=0.01, momentum=0.9, nesterov=True, weight_decay=0.1)),
}
golden = {"initial": initial, "shown": SHOWN, "gradients": gradients, "cases": cases}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
