"""Golden numbers of recurrent layers from Keras 3.15.1 (TensorFlow 2.21) and PyTorch 2.13, all in float64.

Run: python recurrent.golden.py > recurrent.golden.json
Inputs and weights are not stored: the test makes the same ones by `wave`.
"""

import json

import keras
import numpy as np
import tensorflow as tf
import torch

keras.config.set_floatx("float64")
BATCH, TIME, INPUT, UNITS = 2, 4, 3, 2
GATES = {"rnn": 1, "gru": 3, "lstm": 4}
MASK = np.array([[0, 1, 1, 0], [1, 0, 1, 1]])


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def tensors(cell, reset_after):
    gates = GATES[cell] * UNITS
    return {
        "input": wave(1, BATCH, TIME, INPUT),
        "kernel": wave(2, INPUT, gates),
        "recurrentKernel": wave(3, UNITS, gates),
        "bias": wave(4, *([2, gates] if reset_after else [gates])),
        "initialState": wave(5, BATCH, UNITS),
        **({"initialCell": wave(6, BATCH, UNITS)} if cell == "lstm" else {}),
    }


def rounded(values):
    return {name: [float(f"{x:.9g}") for x in np.ravel(value)] for name, value in values.items()}


def case(cell, reset_after, source, options, results, gradients):
    return {"source": source, "cell": cell, "resetAfter": reset_after, **options,
            "results": rounded(results), "gradients": rounded(gradients)}


def keras_case(cell, reset_after, initial, mask, reverse, zero_output):
    arrays = tensors(cell, reset_after)
    if not initial:
        arrays = {name: value for name, value in arrays.items() if not name.startswith("initial")}
    kind = {"rnn": keras.layers.SimpleRNN, "gru": keras.layers.GRU, "lstm": keras.layers.LSTM}[cell]
    layer = kind(UNITS, return_sequences=True, return_state=True, go_backwards=reverse,
                 zero_output_for_mask=zero_output, **({"reset_after": reset_after} if cell == "gru" else {}))
    layer.build((BATCH, TIME, INPUT))
    layer.set_weights([arrays["kernel"], arrays["recurrentKernel"], arrays["bias"]])
    x = tf.Variable(arrays["input"])
    starts = {name: tf.Variable(arrays[name]) for name in ("initialState", "initialCell") if name in arrays}
    with tf.GradientTape() as tape:
        outputs, *states = layer(x, initial_state=list(starts.values()) or None,
                                 mask=tf.constant(MASK == 1) if mask else None)
        if reverse:
            outputs = outputs[:, ::-1]  # Keras gives them in the order of processing
        loss = tf.reduce_sum(outputs * wave(7, BATCH, TIME, UNITS))
        for index, state in enumerate(states):
            loss += tf.reduce_sum(state * wave(8 + index, BATCH, UNITS))
    sources = {"input": x, **dict(zip(("kernel", "recurrentKernel", "bias"), layer.trainable_variables)), **starts}
    gradients = dict(zip(sources, tape.gradient(loss, [getattr(v, "value", v) if not isinstance(v, tf.Variable) else v
                                                       for v in sources.values()])))
    results = dict(zip(("outputs", "state", "cell"), (outputs, *states)))
    options = {"initial": initial, "mask": mask, "reverse": reverse, "zeroOutputForMask": zero_output, "drop": False}
    return case(cell, reset_after, "keras", options, {k: np.array(v) for k, v in results.items()},
                {k: np.array(v) for k, v in gradients.items()})


def torch_case(cell, drop):
    """PyTorch's own layer, or with `drop` its cell, whose state is multiplied by factors before the product."""
    arrays = tensors(cell, cell == "gru")
    leaves = {name: torch.tensor(value, requires_grad=True) for name, value in arrays.items()}
    blocks = {"rnn": [0], "gru": [1, 0, 2], "lstm": [0, 1, 2, 3]}[cell]  # PyTorch orders r, z, n

    def rows(matrix):
        return torch.cat([matrix[..., b * UNITS:(b + 1) * UNITS] for b in blocks], -1).T

    bias = leaves["bias"]
    own = {"weight_ih": rows(leaves["kernel"]), "weight_hh": rows(leaves["recurrentKernel"]),
           "bias_ih": rows(bias[0] if cell == "gru" else bias),
           "bias_hh": rows(bias[1]) if cell == "gru" else torch.zeros(GATES[cell] * UNITS, dtype=torch.float64)}
    state, memory = leaves["initialState"], leaves.get("initialCell")
    if drop:
        assert cell != "gru"  # its update gate would see the factors too
        factors = torch.tensor(np.where(wave(10, BATCH, UNITS) > 0, 2.0, 0.0))
        kind = {"rnn": torch.nn.RNNCell, "lstm": torch.nn.LSTMCell}[cell](INPUT, UNITS, dtype=torch.float64)
        steps = []
        for t in range(TIME):
            held = state * factors
            found = torch.func.functional_call(kind, own, (leaves["input"][:, t], (held, memory) if cell == "lstm" else held))
            state, memory = found if cell == "lstm" else (found, None)
            steps.append(state)
        outputs = torch.stack(steps, 1)
    else:
        kind = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[cell](
            INPUT, UNITS, batch_first=True, dtype=torch.float64)
        start = (state[None], memory[None]) if cell == "lstm" else state[None]
        outputs, last = torch.func.functional_call(kind, {f"{k}_l0": v for k, v in own.items()}, (leaves["input"], start))
        state, memory = (last[0][0], last[1][0]) if cell == "lstm" else (last[0], None)
    results = {"outputs": outputs, "state": state, **({"cell": memory} if cell == "lstm" else {})}
    loss = (outputs * torch.tensor(wave(7, BATCH, TIME, UNITS))).sum()
    for index, name in enumerate(list(results)[1:]):
        loss = loss + (results[name] * torch.tensor(wave(8 + index, BATCH, UNITS))).sum()
    loss.backward()
    options = {"initial": True, "mask": False, "reverse": False, "zeroOutputForMask": False, "drop": drop}
    return case(cell, cell == "gru", "torch", options, {k: v.detach().numpy() for k, v in results.items()},
                {k: v.grad.numpy() for k, v in leaves.items()})


KINDS = [("rnn", False), ("gru", True), ("gru", False), ("lstm", False)]
SETTINGS = [(False, False, False, False), (True, True, False, False), (True, True, True, False), (True, True, False, True)]
cases = [keras_case(*kind, *setting) for kind in KINDS for setting in SETTINGS]
cases += [torch_case(cell, False) for cell in GATES] + [torch_case("rnn", True), torch_case("lstm", True)]
print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases) + "\n]")
