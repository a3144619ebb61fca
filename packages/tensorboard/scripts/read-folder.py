"""Prints what TensorBoard's own reader finds in a folder: each run's curves, and the Projector's embeddings.

Run: pip install tensorboard; python read-folder.py FOLDER
"""

import os
import sys

from google.protobuf import text_format
from tensorboard.backend.event_processing import event_accumulator, event_multiplexer
from tensorboard.plugins.projector import projector_plugin
from tensorboard.plugins.projector.projector_config_pb2 import ProjectorConfig

if len(sys.argv) != 2:
    sys.exit(__doc__.strip())
(folder,) = sys.argv[1:]

multiplexer = event_multiplexer.EventMultiplexer(size_guidance={event_accumulator.SCALARS: 0})
multiplexer.AddRunsFromDirectory(folder).Reload()
for run, kinds in sorted(multiplexer.Runs().items()):
    for tag in kinds["scalars"]:
        points = [f"{event.step}:{event.value:g}" for event in multiplexer.Scalars(run, tag)]
        print(f"{run}\t{tag}\t{' '.join(points)}")

for place, _, names in sorted(os.walk(folder)):
    if "projector_config.pbtxt" not in names:
        continue
    with open(os.path.join(place, "projector_config.pbtxt"), encoding="utf-8") as opened:
        config = text_format.Parse(opened.read(), ProjectorConfig())
    for embedding in config.embeddings:
        tensor = projector_plugin._read_tensor_tsv_file(os.path.join(place, embedding.tensor_path))
        with open(os.path.join(place, embedding.metadata_path), encoding="utf-8", newline="\n") as opened:
            lines = opened.read().split("\n")[:-1]
        heading = 1 if "\t" in lines[0] else 0
        assert tensor.shape == tuple(embedding.tensor_shape), (tensor.shape, embedding.tensor_shape)
        assert len(lines) - heading == len(tensor), (len(lines), len(tensor))
        print(f"{os.path.relpath(place, folder)}\t{embedding.tensor_name}\t{tensor.shape}\t{lines[0]!r} … {lines[-1]!r}")
