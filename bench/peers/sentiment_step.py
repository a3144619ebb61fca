"""Milliseconds of one training step of a sentiment classifier in Keras and PyTorch: the peers of suites/sentiment-step.mjs.

    python bench/peers/sentiment_step.py [keras|keras-unmasked|torch-packed]...      (all by default)

Prints one JSON line a figure: of each batch of 32 reviews the best of several steps, of these the mean, at the better of
1 and 2 threads. The lengths of the reviews are those of the suite, from the same file where REFRAIN_BENCH_FOLDER is set.
"""
import json, math, os, subprocess, sys, time

ROWS, VOCABULARY, EMBEDDING, UNITS, BATCHES, ROUNDS = 32, 1000, 128, 128, 8, 4


def lengths():
    folder = os.environ.get('REFRAIN_BENCH_FOLDER')
    if folder is None:
        return drawn_lengths()
    with open(os.path.join(folder, 'sentiment/imdb/train.tsv'), encoding='utf8', newline='\n') as file:
        reviews = file.read().rstrip().split('\n')[1:]
    texts = [reviews[i * 131 % len(reviews)].split('\t')[3] for i in range(BATCHES * ROWS)]
    return [len(text.replace('<br />', ' ').split()) for text in texts]


def drawn_lengths():
    state = 1

    def uniform():
        nonlocal state
        state = state * 16807 % 2147483647
        return state / 2147483647
    return [math.floor(175 * math.exp(0.74 * (sum(uniform() for _ in range(12)) - 6))) + 1 for _ in range(BATCHES * ROWS)]


def batches():
    import numpy
    random = numpy.random.default_rng(1)
    flat = lengths()
    for start in range(0, len(flat), ROWS):
        own = flat[start:start + ROWS]
        ids = numpy.zeros((ROWS, max(own)), 'int64')
        for row, length in enumerate(own):
            ids[row, :length] = random.integers(1, VOCABULARY, length)
        yield ids, own, (numpy.arange(ROWS) % 2).astype('float32')[:, None]


def keras_steps(threads, mask_zero=True):
    os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
    import keras, tensorflow
    tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(threads)
    model = keras.Sequential([
        keras.layers.Embedding(VOCABULARY, EMBEDDING, mask_zero=mask_zero),
        keras.layers.GRU(UNITS),
        keras.layers.Dense(1, activation='sigmoid')])
    model.compile(loss='binary_crossentropy', optimizer='nadam')
    return f'keras {keras.__version__}', lambda ids, _lengths, labels: model.train_on_batch(ids, labels)


def torch_steps(threads):
    import torch
    torch.set_num_threads(threads)
    table = torch.nn.Embedding(VOCABULARY, EMBEDDING)
    recurrent = torch.nn.GRU(EMBEDDING, UNITS, batch_first=True)
    dense = torch.nn.Linear(UNITS, 1)
    parameters = [p for m in (table, recurrent, dense) for p in m.parameters()]
    optimizer = torch.optim.NAdam(parameters, lr=1e-3)

    def step(ids, lengths, labels):
        optimizer.zero_grad()
        rows = torch.nn.utils.rnn.pack_padded_sequence(
            table(torch.from_numpy(ids)), lengths, batch_first=True, enforce_sorted=False)
        logits = dense(recurrent(rows)[1][0])
        torch.nn.functional.binary_cross_entropy_with_logits(logits, torch.from_numpy(labels)).backward()
        optimizer.step()
    return f'torch {torch.__version__}', step


PEERS = {
    'keras': keras_steps,
    'keras-unmasked': lambda threads: keras_steps(threads, mask_zero=False),
    'torch-packed': torch_steps,
}


def measure(step):
    data = list(batches())
    best = [math.inf] * len(data)
    for _ in range(ROUNDS):
        for index, batch in enumerate(data):
            start = time.perf_counter()
            step(*batch)
            best[index] = min(best[index], (time.perf_counter() - start) * 1e3)
    return sum(best) / len(best)


def main(arguments):
    if len(arguments) == 2 and arguments[1].isdigit():  # a child: one peer at one thread count
        version, step = PEERS[arguments[0]](int(arguments[1]))
        print(json.dumps({'value': measure(step), 'version': version, 'threads': int(arguments[1])}))
        return
    for peer in arguments or PEERS:
        figures = []
        for threads in ('1', '2'):
            run = subprocess.run([sys.executable, __file__, peer, threads], capture_output=True, text=True, check=True)
            figures.append(json.loads(run.stdout.splitlines()[-1]))
        best = min(figures, key=lambda figure: figure['value'])
        print(json.dumps({'name': f'{peer}/sentiment-step', 'value': round(best['value'], 2), 'unit': 'ms',
                          'config': {'version': best['version'], 'threads': best['threads']}}), flush=True)


if __name__ == '__main__':
    main(sys.argv[1:])
