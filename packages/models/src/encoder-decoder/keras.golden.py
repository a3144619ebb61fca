"""Golden numbers of encoder-decoders from Keras 3.15.1 (TensorFlow 2.21), in float64.

Run: python keras.golden.py > keras.golden.json
Weights are not stored: the test makes the same ones by `wave`, in the order in which the model saves them.
"""

import json

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
L = keras.layers
SOURCE = np.array([[3, 1, 4, 2], [2, 5, 0, 0], [1, 1, 3, 0]])
INPUTS = np.array([[1, 3, 2, 4, 4], [1, 5, 6, 0, 0], [1, 2, 2, 0, 0]])
TARGETS = np.array([[3, 2, 4, 4, 6], [5, 6, 6, 0, 0], [2, 2, 6, 0, 0]])
SOURCE_VOCABULARY, TARGET_VOCABULARY, EMBEDDING = 6, 7, 3


def wave(phase, *shape):
    """Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals."""
    return np.round(0.8 * np.sin(1.7 * np.arange(np.prod(shape)) + phase), 3).reshape(shape)


def numbers(values):
    return [float(f"{x:.9g}") for x in np.ravel(values)]


def encoder_decoder(cell, units, bidirectional, attention, readout):
    """As in the book: masks from the embeddings, states joined in pairs, attention after the decoder.

    Gives the model, and its layers in the order in which ours saves their weights.
    """
    kind = {"lstm": L.LSTM, "gru": L.GRU}[cell]

    def encoder_layer(width):
        if not bidirectional:
            return kind(width, return_sequences=True, return_state=True)
        return L.Bidirectional(kind(width // 2, return_sequences=True, return_state=True))

    embeddings = [L.Embedding(size, EMBEDDING, mask_zero=True) for size in (SOURCE_VOCABULARY, TARGET_VOCABULARY)]
    encoder = [encoder_layer(width) for width in units]
    decoder = [kind(width, return_sequences=True) for width in units]
    query, key, look = L.Dense(4, use_bias=False), L.Dense(4, use_bias=False), L.AdditiveAttention()
    output = L.Dense(TARGET_VOCABULARY)

    source, inputs = keras.Input((None,)), keras.Input((None,))
    sequence, hidden = embeddings[0](source), embeddings[1](inputs)
    starts = []
    for layer in encoder:
        sequence, *states = layer(sequence)
        half = len(states) // 2
        starts.append([L.Concatenate()([states[i], states[i + half]]) for i in range(half)] if bidirectional else states)
    for layer, start in zip(decoder, starts):
        hidden = layer(hidden, initial_state=start if cell == "lstm" else start[0])
    read = hidden
    if attention != "none":
        context = (L.Attention()([hidden, sequence]) if attention == "dot"
                   else look([query(hidden), sequence, key(sequence)]))
        read = context if readout == "context" else L.Concatenate()([hidden, context])
    projections = [query, key, look] if attention == "additive" else []
    return keras.Model([source, inputs], output(read)), [*embeddings, *encoder, *decoder, *projections, output]


def case(cell, units, bidirectional, attention, readout):
    model, layers = encoder_decoder(cell, units, bidirectional, attention, readout)
    ordered = [variable for layer in layers for variable in layer.trainable_variables]
    assert len(ordered) == len(model.trainable_variables)
    for phase, variable in enumerate(ordered):
        variable.assign(wave(phase + 1, *variable.shape))
    valid = INPUTS != 0
    with tf.GradientTape() as tape:
        logits = model([tf.constant(SOURCE), tf.constant(INPUTS)])
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=TARGETS, logits=logits)
        loss = tf.reduce_sum(losses * valid) / valid.sum()
    gradients = tape.gradient(loss, [w.value for w in ordered])
    correct = (np.argmax(logits, -1) == TARGETS)[valid].mean()
    return {"cell": cell, "units": units, "bidirectional": bidirectional, "attention": attention, "readout": readout,
            "logits": numbers(np.array(logits)[valid]), "loss": float(loss), "accuracy": float(correct),
            "gradients": [numbers(tf.convert_to_tensor(value)) for value in gradients]}


cases = [
    case("lstm", [4], False, "none", None),
    case("lstm", [4], True, "none", None),
    case("lstm", [4], True, "dot", "context"),
    case("lstm", [4], False, "dot", "concatenation"),
    case("gru", [2, 4], True, "additive", "concatenation"),
]
print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases) + "\n]")
