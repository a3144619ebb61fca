"""Makes pad-sequences.golden.json: what Keras's pad_sequences gives. Run: python pad-sequences.golden.py (keras 3.15)."""

import json
import pathlib
import random

import keras

random.seed(3)
cases = []
for number in range(40):
    sequences = [[random.randrange(-1, 100) for _ in range(random.choice([0, 1, 2, 3, 5, 8]))] for _ in range(5)]
    options = {}
    if number % 2:
        options["maxlen"] = random.choice([1, 2, 3, 5, 9])
        if random.random() < 0.7:
            options["truncating"] = random.choice(["pre", "post"])
    if random.random() < 0.7:
        options["padding"] = random.choice(["pre", "post"])
    if random.random() < 0.5:
        options["value"] = random.choice([-1, 7])
    padded = keras.utils.pad_sequences(sequences, **options)
    cases.append({"sequences": sequences, "options": options, "ids": padded.flatten().tolist(), "shape": list(padded.shape)})
text = "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n"
pathlib.Path(__file__).with_suffix(".json").write_text(text)
