"""Makes peers.golden.json: small sentiment classifiers in Keras 3 on TensorFlow and, for packed sequences, in PyTorch,
their weights saved by Python's safetensors: logits, loss and the gradient of every weight.

Run: python peers.golden.py > peers.golden.json
"""

import base64
import json

import keras
import numpy
import tensorflow as tf
import torch
from safetensors.numpy import save

VOCABULARY, EMBEDDING = 7, 3
# Rows of 5, 2 and 3 ids, padded behind with 0.
IDS = numpy.array([[3, 1, 6, 2, 5], [4, 2, 0, 0, 0], [1, 1, 5, 0, 0]], "int32")
LENGTHS = [5, 2, 3]
LABELS = numpy.array([1, 0, 1], "float32")


def rounded(values):
    return [round(float(value), 7) for value in numpy.array(values).flatten()]


def dense(generator, name, shape):
    return {
        f"{name}.kernel": generator.uniform(-0.8, 0.8, shape).astype("float32"),
        f"{name}.bias": generator.uniform(-0.5, 0.5, shape[-1]).astype("float32"),
    }


def result(options, weights, logits, loss, gradients):
    return {
        "options": {"vocabularySize": VOCABULARY, "embedding": EMBEDDING, **options},
        "safetensors": base64.b64encode(save(weights)).decode(),
        "logits": rounded(logits),
        "loss": float(loss),
        "gradients": {name: rounded(gradients[name]) for name in weights},
    }


def keras_case(cell, units, bidirectional=False, hidden=None, masking="from-ids"):
    keras.utils.set_random_seed(7)
    generator = numpy.random.default_rng(7)
    kind = {"gru": keras.layers.GRU, "lstm": keras.layers.LSTM, "rnn": keras.layers.SimpleRNN}[cell]
    embedding = keras.layers.Embedding(VOCABULARY, EMBEDDING, mask_zero=masking != "none")
    layers = []
    for index, width in enumerate(units):
        layer = kind(width, return_sequences=index + 1 < len(units), bias_initializer=keras.initializers.RandomUniform(-0.5, 0.5, seed=index))
        layers.append(keras.layers.Bidirectional(layer) if bidirectional else layer)
    head = ([keras.layers.Dense(hidden, activation="relu")] if hidden else []) + [keras.layers.Dense(1)]
    model = keras.Sequential([embedding, *layers, *head])
    model(IDS)
    variables = {"embedding": embedding.weights[0]}
    embedding.set_weights([generator.uniform(-1, 1, (VOCABULARY, EMBEDDING))])
    for index, layer in enumerate(layers):
        parts = ("kernel", "recurrentKernel", "bias")
        places = [f"{way}.{part}" for way in ("forward", "backward") for part in parts] if bidirectional else parts
        variables.update({f"layers.{index}.{place}": weight for place, weight in zip(places, layer.weights)})
    for name, layer in zip(["hidden", "output"] if hidden else ["output"], head):
        layer.set_weights(list(dense(generator, name, layer.weights[0].shape).values()))
        variables.update({f"{name}.kernel": layer.weights[0], f"{name}.bias": layer.weights[1]})
    with tf.GradientTape() as tape:
        logits = model(IDS)[:, 0]
        loss = keras.losses.BinaryCrossentropy(from_logits=True)(LABELS, logits)
    gradients = tape.gradient(loss, [variable.value for variable in variables.values()])
    options = {"cell": cell, "units": units, "masking": masking}
    if bidirectional:
        options["bidirectional"] = True
    if hidden:
        options["hidden"] = hidden
    named = {name: tf.convert_to_tensor(gradient) for name, gradient in zip(variables, gradients)}
    weights = {name: numpy.array(variable) for name, variable in variables.items()}
    return result(options, weights, logits, loss, named)


def torch_case(bidirectional, pooling="last"):
    """Raschka's classifier: a padding index that gets no gradient, packed rows, the last hidden state or more, a hidden layer."""
    torch.manual_seed(7)
    generator = numpy.random.default_rng(7)
    units, hidden = 4, 3
    embedding = torch.nn.Embedding(VOCABULARY, EMBEDDING, padding_idx=0)
    lstm = torch.nn.LSTM(EMBEDDING, units, batch_first=True, bidirectional=bidirectional)
    width = units * (2 if bidirectional else 1) * (3 if pooling == "concat" else 1)
    heads = {
        name: {key: torch.tensor(value, requires_grad=True) for key, value in dense(generator, name, shape).items()}
        for name, shape in (("hidden", (width, hidden)), ("output", (hidden, 1)))
    }
    packed = torch.nn.utils.rnn.pack_padded_sequence(
        embedding(torch.tensor(IDS)), LENGTHS, enforce_sorted=False, batch_first=True
    )
    outputs, (states, _) = lstm(packed)
    pooled = torch.cat((states[-2], states[-1]), dim=1) if bidirectional else states[-1]
    if pooling != "last":
        rows = [row[:length] for row, length in zip(torch.nn.utils.rnn.pad_packed_sequence(outputs, True)[0], LENGTHS)]
        largest = torch.stack([row.max(dim=0).values for row in rows])
        means = torch.stack([row.mean(dim=0) for row in rows])
        pooled = {"max": largest, "mean": means, "concat": torch.cat((pooled, largest, means), dim=1)}[pooling]
    read = torch.relu(pooled @ heads["hidden"]["hidden.kernel"] + heads["hidden"]["hidden.bias"])
    logits = (read @ heads["output"]["output.kernel"] + heads["output"]["output.bias"])[:, 0]
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, torch.tensor(LABELS))
    loss.backward()

    weights, gradients = {}, {}

    def add(name, value, gradient):
        weights[name] = numpy.ascontiguousarray(value.detach().numpy())
        gradients[name] = gradient.numpy()

    add("embedding", embedding.weight, embedding.weight.grad)
    # Keras's order of gates, i f c o, is PyTorch's; its two biases are one, whose gradient is that of either.
    for suffix, place in (("", ".forward"), ("_reverse", ".backward")) if bidirectional else (("", ""),):
        kernel, recurrent, bias, more = (
            getattr(lstm, f"{part}_l0{suffix}") for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        )
        add(f"layers.0{place}.kernel", kernel.T, kernel.grad.T)
        add(f"layers.0{place}.recurrentKernel", recurrent.T, recurrent.grad.T)
        add(f"layers.0{place}.bias", bias + more, bias.grad)
    for head in heads.values():
        for name, value in head.items():
            add(name, value, value.grad)
    options = {"cell": "lstm", "units": [units], "hidden": hidden, "masking": "ragged"}
    if bidirectional:
        options["bidirectional"] = True
    if pooling != "last":
        options["pooling"] = pooling
    return result(options, weights, logits.detach(), loss.detach(), gradients)


CASES = {
    "Keras, unmasked gru": keras_case("gru", [4], masking="none"),
    "Keras, masked gru": keras_case("gru", [4]),
    "Keras, bidirectional gru": keras_case("gru", [4], bidirectional=True),
    "Keras, two lstm and a hidden layer": keras_case("lstm", [4, 2], hidden=3),
    "Keras, two bidirectional rnn": keras_case("rnn", [2, 3], bidirectional=True),
    "PyTorch, packed lstm": torch_case(bidirectional=False),
    "PyTorch, packed bidirectional lstm": torch_case(bidirectional=True),
    "PyTorch, concat pooling as in ULMFiT": torch_case(bidirectional=False, pooling="concat"),
    "PyTorch, bidirectional lstm with max pooling": torch_case(bidirectional=True, pooling="max"),
    "PyTorch, bidirectional lstm with mean pooling": torch_case(bidirectional=True, pooling="mean"),
}
print(
    json.dumps(
        {
            "ids": IDS.flatten().tolist(),
            "mask": [int(position < length) for length in LENGTHS for position in range(IDS.shape[1])],
            "labels": LABELS.tolist(),
            "shape": IDS.shape,
            "cases": CASES,
        }
    )
)
