"""Event files written by TensorFlow 2.21, as hexadecimal, with what is in them.

Run: python event.golden.py > event.golden.json
The wall times are those of the run; the test takes them from the file.
"""

import glob
import json
import os
import tempfile

import numpy as np
import tensorflow as tf

SCALARS = [
    (0, "epoch_loss", 2.5),
    (1, "epoch_loss", 0.1),
    (300, "epoch_learning_rate", 1e-3),
    (2**40, "batch_loss", -7.25),
    (5, "größe/Verlust", float("nan")),
    (6, "empty", 0.0),
    (7, "far", float("inf")),
]


def golden(folder):
    (file,) = glob.glob(os.path.join(folder, "*tfevents*"))
    events = []
    for event in tf.compat.v1.train.summary_iterator(file):
        step, wall_time = event.step, event.wall_time
        if event.file_version:
            events.append({"kind": "fileVersion", "wallTime": wall_time, "writer": event.source_metadata.writer})
        elif event.HasField("session_log"):
            events.append({"kind": "sessionStart", "wallTime": wall_time, "step": step})
        else:
            (value,) = event.summary.value
            number = float(tf.make_ndarray(value.tensor))
            exact = number if np.isfinite(number) else str(number)
            events.append({"kind": "scalar", "wallTime": wall_time, "step": step, "tag": value.tag, "value": exact})
    with open(file, "rb") as opened:
        return {"events": events, "file": opened.read().hex()}


def scalars():
    with tempfile.TemporaryDirectory() as folder:
        writer = tf.summary.create_file_writer(folder)
        with writer.as_default():
            for step, tag, value in SCALARS:
                tf.summary.scalar(tag, value, step=step)
        writer.close()
        return golden(folder)


def session():
    with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default():
        writer = tf.compat.v1.summary.FileWriter(folder)
        start = tf.compat.v1.SessionLog(status=tf.compat.v1.SessionLog.START)
        writer.add_session_log(start, 101)
        writer.close()
        return golden(folder)


print(json.dumps({"scalars": scalars(), "session": session()}, indent=1, ensure_ascii=False))
