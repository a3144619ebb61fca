"""Losses of the first 200 steps of Géron's translators (chapter 16) in Keras 3.15, from given weights on given batches.

Run: python keras.golden.py FOLDER, where write-start.mjs has written FOLDER. It makes keras.golden.json with TensorFlow
2.21, twice. As they are, Keras's optimizers square each occurrence's share of an embedding's gradient on TensorFlow, but their
sum on PyTorch; "summed" gives them the sum on TensorFlow too.
"""

import json
import os
import pathlib
import subprocess
import sys

STEPS, VOCABULARY, EMBEDDING, UNITS = 200, 1000, 128, 512
TRAININGS = {"geron": (False, False), "geron-bidirectional": (True, False), "geron-attention": (True, True)}


def translator(bidirectional, attention):
    """As in the book, except for the input ids in place of its text vectorization.

    Gives the model, and its layers in the order in which ours saves their weights.
    """
    from keras import Input, Model, layers

    source, inputs = Input((None,), dtype="int32"), Input((None,), dtype="int32")
    embeddings = [layers.Embedding(VOCABULARY, EMBEDDING, mask_zero=True) for _ in range(2)]
    if bidirectional:
        encoder = layers.Bidirectional(layers.LSTM(UNITS // 2, return_sequences=True, return_state=True))
    else:
        encoder = layers.LSTM(UNITS, return_sequences=True, return_state=True)
    sequence, *states = encoder(embeddings[0](source))
    if bidirectional:
        states = [layers.Concatenate()(states[::2]), layers.Concatenate()(states[1::2])]
    decoder = layers.LSTM(UNITS, return_sequences=True)
    read = decoder(embeddings[1](inputs), initial_state=states)
    if attention:
        read = layers.Attention()([read, sequence])
    output = layers.Dense(VOCABULARY, activation="softmax")
    return Model([source, inputs], output(read)), [*embeddings, encoder, decoder, output]


def losses(folder, name, variant):
    """The mean over the targets that are no padding, before each update."""
    import keras
    import tensorflow as tf
    from safetensors.numpy import load_file

    class SummedNadam(keras.optimizers.Nadam):
        def apply(self, grads, trainable_variables=None):
            return super().apply([tf.convert_to_tensor(gradient) for gradient in grads], trainable_variables)

    keras.utils.set_random_seed(0)
    model, layers = translator(*TRAININGS[name])
    variables = [variable for layer in layers for variable in layer.trainable_variables]
    weights = load_file(folder / f"{name}.safetensors")
    header = (folder / f"{name}.safetensors").read_bytes()
    names = list(json.loads(header[8 : 8 + int.from_bytes(header[:8], "little")]))
    assert len(names) == len(variables)
    for key, variable in zip(names, variables):
        variable.assign(weights[key])
    batches = load_file(folder / "batches.safetensors")
    optimizer = {"summed": SummedNadam, "as they are": keras.optimizers.Nadam}[variant](1e-3)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=optimizer, jit_compile=False)
    values = []
    for step in range(STEPS):
        source, inputs, targets = (batches[f"{step}.{part}"] for part in ("source", "inputs", "targets"))
        model.reset_metrics()
        values.append(float(f"{model.train_on_batch([source, inputs], targets):.7g}"))
        if step % 20 == 0:
            print(name, step, values[-1], file=sys.stderr, flush=True)
    return values


if len(sys.argv) > 2:
    print(json.dumps(losses(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
else:
    golden = {"digests": json.loads((pathlib.Path(sys.argv[1]) / "digests.json").read_text())}
    one_thread = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
    environment = {**os.environ, **one_thread, "KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3"}
    for variant in ("summed", "as they are"):
        run = lambda name: subprocess.run(
            [sys.executable, __file__, sys.argv[1], name, variant], env=environment, stdout=subprocess.PIPE, check=True
        ).stdout
        golden[variant] = {name: json.loads(run(name)) for name in TRAININGS}
    text = ",\n".join(json.dumps(key) + ":" + json.dumps(golden[key], separators=(",", ":")) for key in golden)
    pathlib.Path(__file__).with_suffix(".json").write_text("{" + text + "}\n")
