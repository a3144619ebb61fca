"""Test accuracies of the presets `geron-…` and `raschka…` as the books write them, in Keras and PyTorch, on one folder of texts.

    python sentiment_accuracy.py FOLDER PRESET [SEED]       FOLDER holds train.tsv and test.tsv with columns label and text

Holds out as many texts for validation as the preset, trains as many epochs, and prints one JSON line: the accuracy of the
last epoch's weights, and that of the weights with the least validation loss, which is what the app keeps.
"""
import collections
import csv
import json
import os
import re
import sys

import numpy

GERON = {'geron-unmasked': 2, 'geron-masked': 5, 'geron-explicit-mask': 5, 'geron-ragged': 5}


def texts_of(folder, part):
    with open(os.path.join(folder, part + '.tsv'), encoding='utf8', newline='\n') as file:
        rows = list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))
    return [row['text'] for row in rows], numpy.array([int(row['label']) for row in rows])


def held_out(folder, share, seed):
    texts, labels = texts_of(folder, 'train')
    order = numpy.random.default_rng(seed).permutation(len(texts))
    cut = len(texts) - round(share * len(texts))
    parts = [([texts[place] for place in places], labels[places]) for places in (order[:cut], order[cut:])]
    return [*parts, texts_of(folder, 'test')]


def geron(folder, preset, seed):
    os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
    import keras
    import tensorflow as tf
    keras.utils.set_random_seed(seed)
    training, validation, test = held_out(folder, 0.1, seed)
    vectorize = keras.layers.TextVectorization(max_tokens=1000)
    vectorize.adapt(training[0])

    def batches(part, shuffled=False):
        rows = tf.data.Dataset.from_tensor_slices(part)
        rows = rows.shuffle(5000, seed=seed) if shuffled else rows
        return rows.batch(32).map(lambda texts, labels: (vectorize(texts), labels)).prefetch(1)

    masked = preset in ('geron-masked', 'geron-ragged')
    ids = keras.Input((None,), dtype='int64')
    rows = keras.layers.Embedding(1000, 128, mask_zero=masked)(ids)
    if preset == 'geron-explicit-mask':
        rows = keras.layers.GRU(128, dropout=0.2)(rows, mask=keras.ops.not_equal(ids, 0))
    else:
        rows = keras.layers.GRU(128)(rows)
    model = keras.Model(ids, keras.layers.Dense(1, activation='sigmoid')(rows))
    model.compile(loss='binary_crossentropy', optimizer='nadam', metrics=['accuracy'])
    epochs = []
    for _ in range(GERON[preset]):
        model.fit(batches(training, True), verbose=0)
        loss = model.evaluate(batches(validation), verbose=0)[0]
        epochs.append((loss, model.evaluate(batches(test), verbose=0)[1]))
    return f'keras {keras.__version__}', epochs


def words_of(text):
    text = re.sub('<[^>]*>', '', text)
    emoticons = re.findall(r'(?::|;|=)(?:-)?(?:\)|\(|D|P)', text.lower())
    return (re.sub(r'[\W]+', ' ', text.lower()) + ' '.join(emoticons).replace('-', '')).split()


def raschka(folder, preset, seed):
    import torch
    from torch import nn
    torch.manual_seed(seed)
    parts = [([words_of(text) for text in texts], labels) for texts, labels in held_out(folder, 0.2, seed)]
    counts = collections.Counter(word for words in parts[0][0] for word in words)
    ids_of = {word: place + 2 for place, (word, _) in enumerate(counts.most_common())}
    both = preset == 'raschka-bidirectional'

    class Classifier(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(len(ids_of) + 2, 20, padding_idx=0)
            kind = nn.RNN if preset == 'raschka-plain' else nn.LSTM
            self.recurrent = kind(20, 64, batch_first=True, bidirectional=both)
            self.hidden = nn.Linear(128 if both else 64, 64)
            self.output = nn.Linear(64, 1)

        def forward(self, ids, lengths):
            rows = nn.utils.rnn.pack_padded_sequence(self.embedding(ids), lengths, batch_first=True, enforce_sorted=False)
            state = self.recurrent(rows)[1]
            state = state if preset == 'raschka-plain' else state[0]
            state = torch.cat([state[0], state[1]], 1) if both else state[0]
            return torch.sigmoid(self.output(torch.relu(self.hidden(state))))[:, 0]

    def batches(part, order):
        for start in range(0, len(order), 32):
            chosen = order[start:start + 32]
            rows = [torch.tensor([ids_of.get(word, 1) for word in part[0][place]]) for place in chosen]
            yield (nn.utils.rnn.pad_sequence(rows, batch_first=True), torch.tensor([len(row) for row in rows]),
                   torch.tensor(part[1][chosen], dtype=torch.float32))

    model = Classifier()
    loss_of = nn.BCELoss(reduction='sum')
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3 if both else 1e-3)
    random = numpy.random.default_rng(seed)

    def measured(part):
        model.eval()
        loss, right = 0.0, 0
        with torch.no_grad():
            for ids, lengths, labels in batches(part, numpy.arange(len(part[0]))):
                probabilities = model(ids, lengths)
                loss += loss_of(probabilities, labels).item()
                right += ((probabilities >= 0.5).float() == labels).sum().item()
        return loss / len(part[0]), right / len(part[0])

    epochs = []
    for _ in range(10):
        model.train()
        for ids, lengths, labels in batches(parts[0], random.permutation(len(parts[0][0]))):
            optimizer.zero_grad()
            (loss_of(model(ids, lengths), labels) / len(labels)).backward()
            optimizer.step()
        epochs.append((measured(parts[1])[0], measured(parts[2])[1]))
    return f'torch {torch.__version__}', epochs


def main(folder, preset, seed='42'):
    version, epochs = (geron if preset in GERON else raschka)(folder, preset, int(seed))
    print(json.dumps({'preset': preset, 'seed': int(seed), 'version': version, 'last': round(epochs[-1][1], 4),
                      'best': round(min(epochs)[1], 4), 'epochs': [round(accuracy, 4) for _, accuracy in epochs]}), flush=True)


if __name__ == '__main__':
    main(*sys.argv[1:])
