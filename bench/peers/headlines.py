"""Losses of the preset `headlines` in Keras, epoch by epoch: titles of AG News, one-hot, Masking, LSTM 128, RMSprop,
left-padded batches of 8, the first 95 % of the characters to train on. One JSON line an epoch.
Run: python headlines.py TEST_CSV [EPOCHS]"""
import csv
import json
import sys

import keras
import numpy as np

path, epochs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10
titles = [row[1].replace("\\n", " ").strip() for row in csv.reader(open(path, encoding="utf-8"))]
symbols = sorted(set("".join(titles)))
padding, end = 0, len(symbols) + 1
size = len(symbols) + 2
rows = [[symbols.index(character) + 1 for character in title] + [end] for title in titles]
total, read, cut = sum(map(len, rows)), 0, 0
while read < 0.95 * total:
    read += len(rows[cut])
    cut += 1


class Titles(keras.utils.PyDataset):
    def __init__(self, rows, shuffled):
        super().__init__()
        self.rows, self.shuffled, self.random = rows, shuffled, np.random.default_rng(42)
        self.on_epoch_end()

    def on_epoch_end(self):
        self.order = self.random.permutation(len(self.rows)) if self.shuffled else np.arange(len(self.rows))

    def __len__(self):
        return -(-len(self.rows) // 8)

    def __getitem__(self, index):
        batch = [self.rows[place] for place in self.order[8 * index:8 * index + 8]]
        padded = keras.utils.pad_sequences(batch, value=-1)
        inputs, targets = padded[:, :-1], padded[:, 1:]
        # Of a shorter row the first character is only read: where no input stands nothing is predicted.
        counted = (inputs >= 0).astype("float32")
        one_hot = np.eye(size, dtype="float32")[np.maximum(inputs, 0)] * counted[..., None]
        return one_hot, np.maximum(targets, 0), counted


model = keras.Sequential([
    keras.Input((None, size)),
    keras.layers.Masking(),
    keras.layers.LSTM(128, return_sequences=True),
    keras.layers.Dense(size),
])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
metric = keras.metrics.SparseCategoricalCrossentropy(from_logits=True, name="nats")
model.compile(optimizer=keras.optimizers.RMSprop(1e-3), loss=loss, weighted_metrics=[metric])
training, validation = Titles(rows[:cut], True), Titles(rows[cut:], False)
for epoch in range(1, epochs + 1):
    history = model.fit(training, verbose=0).history
    measured = model.evaluate(validation, verbose=0, return_dict=True)
    print(json.dumps({"epoch": epoch, "loss": history["nats"][0], "validationLoss": measured["nats"]}), flush=True)
