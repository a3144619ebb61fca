"""Makes keras.golden.json: small character RNNs in Keras 3 on TensorFlow, their weights saved by Python's safetensors.

Run: python keras.golden.py > keras.golden.json
"""

import base64
import json

import keras
import numpy
from safetensors.numpy import save

VOCABULARY, EMBEDDING = 7, 3
IDS = numpy.array([[0, 1, 2, 3, 4, 5], [6, 6, 1, 0, 2, 4]], "int32")
TARGETS = numpy.array([[1, 2, 3, 4, 5, 6], [6, 1, 0, 2, 4, 3]], "int32")
# The last two positions of the second row are padding.
MASK = numpy.array([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0]], "int32")


def layer(cell, units, reset_after):
    if cell == "gru":
        return keras.layers.GRU(units, return_sequences=True, reset_after=reset_after)
    kind = {"lstm": keras.layers.LSTM, "rnn": keras.layers.SimpleRNN}[cell]
    return kind(units, return_sequences=True)


def case(cell, units, embedding=EMBEDDING, tied=False, reset_after=True):
    keras.utils.set_random_seed(7)
    layers = [layer(cell, width, reset_after) for width in units]
    sequence = (
        numpy.eye(VOCABULARY, dtype="float32")[IDS]
        if embedding == "one-hot"
        else None
    )
    weights = {}
    if sequence is None:
        table = keras.layers.Embedding(VOCABULARY, embedding)
        sequence = table(IDS)
        weights["embedding"] = table.get_weights()[0]
    for index, recurrent in enumerate(layers):
        recurrent.build(sequence.shape)
        names = ("kernel", "recurrentKernel", "bias")
        values = recurrent.get_weights()
        values[2] = values[2] + numpy.random.uniform(-0.5, 0.5, values[2].shape)
        recurrent.set_weights(values)
        for name, value in zip(names, recurrent.get_weights()):
            weights[f"layers.{index}.{name}"] = value
        sequence = recurrent(sequence, mask=MASK.astype(bool))
    bias = numpy.random.uniform(-0.5, 0.5, VOCABULARY).astype("float32")
    weights["output.bias"] = bias
    if tied:
        kernel = weights["embedding"].T
    else:
        kernel = numpy.random.uniform(-0.5, 0.5, (units[-1], VOCABULARY)).astype("float32")
        weights["output.kernel"] = kernel
    logits = numpy.array(sequence) @ kernel + bias
    losses = keras.losses.sparse_categorical_crossentropy(TARGETS, logits, from_logits=True)
    options = {"vocabularySize": VOCABULARY, "embedding": embedding, "cell": cell, "units": units}
    if tied:
        options["tiedOutput"] = True
    if not reset_after:
        options["resetAfter"] = False
    return {
        "options": options,
        "safetensors": base64.b64encode(save(weights)).decode(),
        "logits": [round(float(value), 7) for value in logits.flatten()],
        "loss": float((numpy.array(losses) * MASK).sum() / MASK.sum()),
        "accuracy": float(((logits.argmax(-1) == TARGETS) * MASK).sum() / MASK.sum()),
    }


CASES = {
    "gru": case("gru", [4]),
    "gru with resetAfter false": case("gru", [4], reset_after=False),
    "two lstm": case("lstm", [4, 2]),
    "rnn": case("rnn", [4]),
    "one-hot gru": case("gru", [4], embedding="one-hot"),
    "tied lstm": case("lstm", [4, EMBEDDING], tied=True),
}
print(
    json.dumps(
        {
            "ids": IDS.flatten().tolist(),
            "targets": TARGETS.flatten().tolist(),
            "mask": MASK.flatten().tolist(),
            "shape": IDS.shape,
            "cases": CASES,
        },
        indent=1,
    )
)
