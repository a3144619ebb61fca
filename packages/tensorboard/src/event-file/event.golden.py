"""Event files written by TensorFlow 2.21, as hexadecimal, with what is in them.

Run: python event.golden.py > event.golden.json
The wall times are those of the run; the test takes them from the file.
"""

import glob
import json
import math
import os
import tempfile

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


def golden(write):
    with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default():
        writer = tf.compat.v1.summary.FileWriter(folder)
        write(writer)
        writer.close()
        (file,) = glob.glob(os.path.join(folder, "*tfevents*"))
        events = [described(event) for event in tf.compat.v1.train.summary_iterator(file)]
        with open(file, "rb") as opened:
            return {"events": events, "file": opened.read().hex()}


def described(event):
    if event.file_version:
        return {"kind": "fileVersion", "wallTime": event.wall_time, "writer": event.source_metadata.writer}
    if event.HasField("session_log"):
        return {"kind": "sessionStart", "wallTime": event.wall_time, "step": event.step}
    (value,) = event.summary.value
    exact = value.simple_value if math.isfinite(value.simple_value) else str(value.simple_value)
    return {"kind": "scalar", "wallTime": event.wall_time, "step": event.step, "tag": value.tag, "value": exact}


def scalars(writer):
    for step, tag, value in SCALARS:
        summary = tf.compat.v1.Summary(value=[tf.compat.v1.Summary.Value(tag=tag, simple_value=value)])
        writer.add_summary(summary, step)


def sessions(writer):
    for step in (0, 101):
        writer.add_session_log(tf.compat.v1.SessionLog(status=tf.compat.v1.SessionLog.START), step)


print(json.dumps({"scalars": golden(scalars), "sessions": golden(sessions)}, indent=1, ensure_ascii=False))
