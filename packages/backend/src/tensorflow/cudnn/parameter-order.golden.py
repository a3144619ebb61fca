"""Makes parameter-order.golden.json: what Keras hands to cuDNN, taken from its own LSTM and GRU.

Run with Python, tensorflow-cpu 2.21 and keras 3.15: python parameter-order.golden.py
"""

import importlib
import json
import pathlib

import numpy as np
import tensorflow as tf

rnn = importlib.import_module("keras.src.backend.tensorflow.rnn")

given = {}
inputs, units, batch, time = 2, 3, 1, 2


def capture(**arguments):
    given["params"] = arguments["params"].numpy().astype(int).tolist()
    width = tf.zeros([time, batch, units])
    return width, tf.zeros([1, batch, units]), tf.zeros([1, batch, units]), 0, 0


tf.raw_ops.CudnnRNNV3 = capture
tf.sysconfig.get_build_info = lambda: {"is_cuda_build": True, "is_rocm_build": False}

cases = []
for cell, gates in [("lstm", 4), ("gru", 3)]:
    columns = gates * units
    count = (inputs + units) * columns
    bias_count = columns if cell == "lstm" else 2 * columns
    # Every weight is its own number, from 1; an LSTM has one bias, and Keras gives cuDNN zeros for the input's.
    numbers = np.arange(1, count + bias_count + 1, dtype=np.float32)
    kernel = tf.constant(numbers[: inputs * columns].reshape(inputs, columns))
    recurrent = tf.constant(numbers[inputs * columns : count].reshape(units, columns))
    bias = tf.constant(numbers[count:].reshape([columns] if cell == "lstm" else [2, columns]))
    x, h = tf.zeros([time, batch, inputs]), tf.zeros([batch, units])
    if cell == "lstm":
        rnn._cudnn_lstm(x, h, h, kernel, recurrent, bias, None, True, False, True)
    else:
        rnn._cudnn_gru(x, h, kernel, recurrent, bias, None, True, False, True)
    cases.append({"cell": cell, "inputUnits": inputs, "units": units, "parameters": given["params"]})

path = pathlib.Path(__file__).with_name("parameter-order.golden.json")
path.write_text(json.dumps(cases) + "\n")
