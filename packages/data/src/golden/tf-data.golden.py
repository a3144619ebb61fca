"""Makes tf-data.golden.json: what tf.data gives for windows, batches and zips. Run: python tf-data.golden.py (tensorflow 2.21)."""

import itertools
import json
import pathlib

import numpy as np
import tensorflow as tf


def lists(dataset):
    return [np.asarray(element).tolist() for element in dataset]


windows = []
for count, length, shift, stride, drop in itertools.product(
    [1, 2, 7, 10], [1, 3, 4], [1, 2, 3, 5], [1, 2, 3], [False, True]
):
    dataset = tf.data.Dataset.range(count).window(length, shift=shift, stride=stride, drop_remainder=drop)
    windows.append(
        {
            "count": count,
            "length": length,
            "shift": shift,
            "stride": stride,
            "dropRemainder": drop,
            "windows": lists(dataset.flat_map(lambda window: window.batch(length))),
        }
    )

batches = [
    {
        "count": count,
        "batchSize": size,
        "dropRemainder": drop,
        "batches": lists(tf.data.Dataset.range(count).batch(size, drop_remainder=drop)),
    }
    for count, size, drop in itertools.product([0, 1, 6, 7], [1, 3], [False, True])
]

zips = [
    {
        "counts": counts,
        "tuples": [
            [int(value) for value in element]
            for element in tf.data.Dataset.zip(tuple(tf.data.Dataset.range(10 * i, 10 * i + n) for i, n in enumerate(counts)))
        ],
    }
    for counts in ([3, 3], [4, 2], [5, 3, 4], [2, 0])
]


def chain():
    dataset = tf.data.Dataset.range(15).skip(1).window(5, shift=2, drop_remainder=True)
    dataset = dataset.flat_map(lambda window: window.batch(5)).take(4).repeat(2)
    return lists(dataset.batch(3).flat_map(tf.data.Dataset.from_tensor_slices))


def padded(rows, **options):
    return tf.keras.utils.pad_sequences(rows, **options).tolist()


rows = [[1, 2, 3], [4], [], [5, 6, 7, 8]]
padding = [
    {"options": {"padding": padding, "truncating": truncating, "length": length, "pad": 9},
     "rows": padded(rows, padding=padding, truncating=truncating, maxlen=length, value=9)}
    for padding, truncating, length in itertools.product(["pre", "post"], ["pre", "post"], [2, 4, 6])
]


def non_overlapping(sequence, length):
    dataset = tf.data.Dataset.from_tensor_slices(sequence).window(length + 1, shift=length, drop_remainder=True)
    return dataset.flat_map(lambda window: window.batch(length + 1))


strips = []
for count, length, size in itertools.product([20, 23, 31], [1, 3, 4], [1, 2, 3]):
    parts = np.array_split(np.arange(count), size)
    dataset = tf.data.Dataset.zip(tuple(non_overlapping(part, length) for part in parts))
    dataset = dataset.map(lambda *windows: tf.stack(windows))
    strips.append(
        {
            "count": count,
            "length": length,
            "batchSize": size,
            "inputs": lists(dataset.map(lambda window: window[:, :-1])),
            "targets": lists(dataset.map(lambda window: window[:, 1:])),
        }
    )

golden = {
    "windows": windows,
    "batches": batches,
    "zips": zips,
    "chain": chain(),
    "paddingRows": rows,
    "padding": padding,
    "strips": strips,
}
text = "{\n" + ",\n".join(
    f'"{name}": ' + ("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]")
    for name, cases in golden.items()
) + "\n}\n"
pathlib.Path(__file__).with_suffix(".json").write_text(text)
