"""Golden numbers of decoders with attention inside their loop from PyTorch 2.13 in float64.

Run: python attention-decoder.golden.py > attention-decoder.golden.json
Inputs and weights are not stored: the test makes the same ones by `wave`. The cells are torch.nn.GRUCell and LSTMCell,
whose gates stand in another order than Keras's; the rest follows Luong et al. (2015) and Bahdanau et al. (2015).
"""

import json

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
BATCH, TIME, SOURCE, INPUT, VALUES = 2, 3, 4, 3, 4
MASK = torch.tensor([[1, 1, 0, 1], [1, 1, 1, 0]]) == 1


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values.detach().numpy())]


def torch_order(weights, cell):
    """Keras's gates in PyTorch's order, as rows: GRU z, r, h becomes r, z, n; an LSTM's i, f, c, o stay."""
    gates = torch.chunk(weights.T if weights.dim() == 2 else weights, 3 if cell == "gru" else 4)
    return torch.cat([gates[1], gates[0], gates[2]]) if cell == "gru" else torch.cat(gates)


def step(cell, layer, x, state):
    """One position of a layer in the field's usual cell, with weights in Keras's layout."""
    kernel, recurrent, bias = (layer[name] for name in ("kernel", "recurrentKernel", "bias"))
    biases = bias if cell == "gru" else torch.stack([bias, torch.zeros_like(bias)])
    weights = [torch_order(w, cell) for w in (kernel, recurrent, biases[0], biases[1])]
    if cell == "gru":
        return (torch.gru_cell(x, state[0], *weights),)
    return torch.lstm_cell(x, state, *weights)


def case(cell, order, score, readout, units):
    top, gates = units[-1], 3 if cell == "gru" else 4
    key_units = 3 if score == "additive" else top
    readout_units = {"hidden": top, "context": VALUES, "concatenation": top + VALUES, "combined": 5}[readout]
    shapes = {"input": (BATCH, TIME, INPUT), "values": (BATCH, SOURCE, VALUES), "keys": (BATCH, SOURCE, key_units)}
    if score == "additive":
        shapes |= {"queryKernel": (top, key_units), "scoreScale": (key_units,)}
    if readout == "combined":
        shapes["readoutKernel"] = (top + VALUES, readout_units)
    width = INPUT + (readout_units if order == "luong" else VALUES)
    for index, count in enumerate(units):
        columns = gates * count
        shapes |= {f"{index}.kernel": (width, columns), f"{index}.recurrentKernel": (count, columns),
                   f"{index}.bias": (2, columns) if cell == "gru" else (columns,), f"{index}.initialState": (BATCH, count)}
        if cell == "lstm":
            shapes[f"{index}.initialCell"] = (BATCH, count)
        width = count
    leaves = {name: torch.tensor(wave(phase + 1, *shape), requires_grad=True)
              for phase, (name, shape) in enumerate(shapes.items())}
    layers = [{name.split(".")[1]: leaf for name, leaf in leaves.items() if name.startswith(f"{index}.")}
              for index in range(len(units))]
    states = [tuple(layer[name] for name in ("initialState", "initialCell") if name in layer) for layer in layers]

    def look(state):
        query = state @ leaves["queryKernel"] if score == "additive" else state
        if score == "additive":
            scores = torch.tanh(query[:, None] + leaves["keys"]) @ leaves["scoreScale"]
        else:
            scores = torch.einsum("bu,bsu->bs", query, leaves["keys"]) * (top ** -0.5 if score == "scaled-dot" else 1)
        weights = torch.softmax(scores.masked_fill(~MASK, -torch.inf), -1)
        return torch.einsum("bs,bsv->bv", weights, leaves["values"]), weights

    def advance(x):
        for index, layer in enumerate(layers):
            states[index] = step(cell, layer, x, states[index])
            x = states[index][0]
        return x

    fed, readouts, looks = torch.zeros(BATCH, readout_units), [], []
    for position in range(TIME):
        x = leaves["input"][:, position]
        if order == "luong":
            hidden = advance(torch.cat([x, fed], -1))
            context, weights = look(hidden)
        else:
            context, weights = look(states[-1][0])
            hidden = advance(torch.cat([x, context], -1))
        both = torch.cat([hidden, context], -1)
        fed = {"hidden": lambda: hidden, "context": lambda: context, "concatenation": lambda: both,
               "combined": lambda: torch.tanh(both @ leaves["readoutKernel"])}[readout]()
        readouts.append(fed)
        looks.append(weights)
    results = {"readouts": torch.stack(readouts, 1), "weights": torch.stack(looks, 1)}
    for index, state in enumerate(states):
        results |= {f"{index}.{name}": value for name, value in zip(("state", "cell"), state)}
    loss = sum((value * torch.tensor(wave(20 + index, *value.shape))).sum() for index, value in enumerate(results.values()))
    gradients = dict(zip(leaves, torch.autograd.grad(loss, list(leaves.values()))))
    return {"cell": cell, "order": order, "score": score, "readout": readout, "units": units, "shapes": shapes,
            "results": {name: numbers(value) for name, value in results.items()},
            "gradients": {name: numbers(value) for name, value in gradients.items()}}


cases = [
    case("gru", "luong", "additive", "combined", [4]),
    case("lstm", "luong", "dot", "concatenation", [2, 4]),
    case("gru", "luong", "scaled-dot", "context", [4]),
    case("gru", "bahdanau", "additive", "hidden", [4]),
    case("lstm", "bahdanau", "additive", "combined", [3, 2]),
    case("gru", "bahdanau", "dot", "concatenation", [4]),
]
print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases) + "\n]")
