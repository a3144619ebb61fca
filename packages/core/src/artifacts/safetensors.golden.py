"""Makes safetensors.golden.json: a file that Python's safetensors 0.8 writes, and what it reads from one of ours."""

import base64
import json
import pathlib

import numpy as np
from safetensors.numpy import load, save

written = save(
    {
        "output.kernel": np.array([[1, 2, 3], [4, 5, 6.5]], dtype=np.float32),
        "steps": np.array([7, -8], dtype=np.int32),
        "empty": np.zeros((0, 3), dtype=np.float32),
        "scalar": np.array(2.5, dtype=np.float32),
        "9": np.array([9], dtype=np.float32),
        "10": np.array([10], dtype=np.float32),
    },
    metadata={"framework": "refrain"},
)

# Made by the test's encodeSafetensors(ours, { note: 'é' }): the test checks that it still makes these bytes.
path = pathlib.Path(__file__).with_suffix(".json")
ours = json.loads(path.read_text())["ours"] if path.exists() else ""
read = {
    name: {"shape": array.shape, "type": str(array.dtype), "values": array.ravel().tolist()}
    for name, array in load(base64.b64decode(ours)).items()
} if ours else {}
path.write_text(
    json.dumps({"written": base64.b64encode(written).decode(), "ours": ours, "read": read}, indent=2) + "\n"
)
