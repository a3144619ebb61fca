"""Makes d2l.golden.json: both samplings of "Dive into Deep Learning", section 8.3, at every offset. Run: python d2l.golden.py."""

import json
import pathlib
import random


# The two functions are the book's, save that the offset is an argument and lists stand for tensors.
def seq_data_iter_random(corpus, batch_size, num_steps, offset):
    corpus = corpus[offset:]
    num_subseqs = (len(corpus) - 1) // num_steps
    initial_indices = list(range(0, num_subseqs * num_steps, num_steps))
    random.shuffle(initial_indices)
    num_batches = num_subseqs // batch_size
    for i in range(0, batch_size * num_batches, batch_size):
        initial_indices_per_batch = initial_indices[i : i + batch_size]
        X = [corpus[j : j + num_steps] for j in initial_indices_per_batch]
        Y = [corpus[j + 1 : j + 1 + num_steps] for j in initial_indices_per_batch]
        yield X, Y


def seq_data_iter_sequential(corpus, batch_size, num_steps, offset):
    num_tokens = ((len(corpus) - offset - 1) // batch_size) * batch_size
    Xs = corpus[offset : offset + num_tokens]
    Ys = corpus[offset + 1 : offset + 1 + num_tokens]
    width = num_tokens // batch_size
    Xs = [Xs[row * width : (row + 1) * width] for row in range(batch_size)]
    Ys = [Ys[row * width : (row + 1) * width] for row in range(batch_size)]
    num_batches = width // num_steps
    for i in range(0, num_steps * num_batches, num_steps):
        yield [row[i : i + num_steps] for row in Xs], [row[i : i + num_steps] for row in Ys]


cases = []
for count, batch_size, num_steps in [(35, 2, 5), (29, 3, 4), (40, 1, 6)]:
    for offset in range(num_steps + 1):
        corpus = list(range(count))
        # randint(0, num_steps - 1) is the range of random sampling, randint(0, num_steps) that of consecutive sampling.
        drawn = list(seq_data_iter_random(corpus, batch_size, num_steps, offset)) if offset < num_steps else None
        cases.append(
            {
                "count": count,
                "batchSize": batch_size,
                "length": num_steps,
                "offset": offset,
                "randomBatches": None if drawn is None else len(drawn),
                # Which windows may be drawn; the order and what falls out at the end are chance.
                "windows": (count - offset - 1) // num_steps,
                "consecutive": list(seq_data_iter_sequential(corpus, batch_size, num_steps, offset)),
            }
        )
text = "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n"
pathlib.Path(__file__).with_suffix(".json").write_text(text)
