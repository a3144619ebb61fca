"""Golden numbers of encoder-decoders with attention inside their loop from PyTorch 2.13 in float64.

Run: python torch.golden.py > torch.golden.json
Weights are not stored: the test makes the same ones by `wave`, in the order in which the model saves them. Sentences go
through one at a time, so that nothing is padded. Keras's gates are put into the order of torch.gru_cell and lstm_cell.
"""

import json

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
SOURCES = [[3, 1, 4, 2], [2, 5], [1, 1, 3]]
TARGETS = [[1, 3, 2, 4, 4, 6], [1, 5, 6, 6], [1, 2, 2, 6]]
SOURCE_VOCABULARY, TARGET_VOCABULARY, EMBEDDING = 6, 7, 3


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values.detach().numpy())]


def torch_order(weights, cell):
    gates = torch.chunk(weights.T if weights.dim() == 2 else weights, 3 if cell == "gru" else 4)
    return torch.cat([gates[1], gates[0], gates[2]]) if cell == "gru" else torch.cat(gates)


def step(cell, weights, x, state):
    kernel, recurrent, bias = weights
    biases = bias if cell == "gru" else torch.stack([bias, torch.zeros_like(bias)])
    ordered = [torch_order(w, cell) for w in (kernel, recurrent, biases[0], biases[1])]
    return (torch.gru_cell(x, state[0], *ordered),) if cell == "gru" else torch.lstm_cell(x, state, *ordered)


def case(cell, units, encoder_units, bidirectional, attention, order, readout):
    leaves = {}

    def weight(name, *shape):
        if name not in leaves:
            leaves[name] = torch.tensor(wave(len(leaves) + 1, *shape), requires_grad=True)
        return leaves[name]

    def layer(name, inputs, width):
        columns = (3 if cell == "gru" else 4) * width
        return (weight(f"{name}.kernel", inputs, columns), weight(f"{name}.recurrentKernel", width, columns),
                weight(f"{name}.bias", *((2, columns) if cell == "gru" else (columns,))))

    def run(name, sequence, width):
        weights = layer(name, sequence.shape[-1], width)
        state = tuple(torch.zeros(1, width) for _ in range(1 if cell == "gru" else 2))
        outputs = []
        for x in sequence:
            state = step(cell, weights, x[None], state)
            outputs.append(state[0])
        return torch.cat(outputs), state

    def logits(source, inputs):
        sequence = weight("source.embedding", SOURCE_VOCABULARY, EMBEDDING)[source]
        table = weight("target.embedding", TARGET_VOCABULARY, EMBEDDING)
        finals = []
        for index, width in enumerate(encoder_units):
            if bidirectional:
                ahead, last = run(f"encoder.{index}.forward", sequence, width)
                back, first = run(f"encoder.{index}.backward", sequence.flip(0), width)
                sequence = torch.cat([ahead, back.flip(0)], -1)
                finals.append(tuple(torch.cat(pair, -1) for pair in zip(last, first)))
            else:
                sequence, last = run(f"encoder.{index}", sequence, width)
                finals.append(last)
        states = []
        for index, width in enumerate(units):
            final = finals[max(0, index + len(encoder_units) - len(units))]
            if final[0].shape[-1] != width:
                bridged = [s @ weight(f"bridge.{index}.{n}.kernel", s.shape[-1], width) + weight(f"bridge.{index}.{n}.bias", width)
                           for s, n in zip(final, ("state", "cell"))]
                final = (torch.tanh(bridged[0]), *bridged[1:])
            states.append(final)
        top, memory = units[-1], sequence.shape[-1]
        read = {"hidden": top, "context": memory, "concatenation": top + memory, "combined": top}[readout]
        decoder = [layer(f"decoder.{index}", EMBEDDING + (read if order == "luong" else memory) if index == 0 else units[index - 1], width)
                   for index, width in enumerate(units)]
        query = keys = scale = None
        if attention == "general":
            keys = sequence @ weight("attention.kernel", memory, top)
        else:
            query = weight("attention.queryKernel", top, top)
            keys, scale = sequence @ weight("attention.keyKernel", memory, top), weight("attention.scale", top)
        combine = weight("readout.kernel", top + memory, read) if readout == "combined" else None
        kernel, bias = weight("output.kernel", read, TARGET_VOCABULARY), weight("output.bias", TARGET_VOCABULARY)

        def look(state):
            scores = keys @ state[0] if attention == "general" else torch.tanh(state @ query + keys) @ scale
            return torch.softmax(scores, -1)[None] @ sequence

        fed, rows = torch.zeros(1, read), []
        for id in inputs:
            context = look(states[-1][0]) if order == "bahdanau" else None
            x = torch.cat([table[id][None], fed if context is None else context], -1)
            for index, weights in enumerate(decoder):
                states[index] = step(cell, weights, x, states[index])
                x = states[index][0]
            context = look(x) if context is None else context
            both = torch.cat([x, context], -1)
            fed = {"hidden": lambda: x, "context": lambda: context, "concatenation": lambda: both,
                   "combined": lambda: torch.tanh(both @ combine)}[readout]()
            rows.append(fed @ kernel + bias)
        return torch.cat(rows)

    found = torch.cat([logits(source, target[:-1]) for source, target in zip(SOURCES, TARGETS)])
    targets = torch.tensor([id for target in TARGETS for id in target[1:]])
    loss = torch.nn.functional.cross_entropy(found, targets)
    gradients = torch.autograd.grad(loss, list(leaves.values()))
    return {"options": {"cell": cell, "units": units, "encoderUnits": encoder_units, "bidirectional": bidirectional,
                        "attention": attention, "readout": readout,
                        **({"inputFeeding": True} if order == "luong" else {"attentionOrder": order})},
            "names": list(leaves), "logits": numbers(found), "loss": loss.item(), "gradients": [numbers(g) for g in gradients]}


cases = [
    case("gru", [4], [2], True, "additive", "bahdanau", "hidden"),
    case("lstm", [3, 2], [2], True, "additive", "bahdanau", "combined"),
    case("gru", [4], [3, 2], False, "general", "luong", "combined"),
    case("lstm", [4], [4], False, "additive", "luong", "concatenation"),
]
print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases) + "\n]")
