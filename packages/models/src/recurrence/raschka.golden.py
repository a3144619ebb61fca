"""The cell by hand of Raschka, Liu and Mirjalili (2022), chapter 15: five features, two units, PyTorch's seed 1."""
import json
import torch
from torch import nn

torch.manual_seed(1)
rnn = nn.RNN(input_size=5, hidden_size=2, num_layers=1, batch_first=True)
inputs = torch.tensor([[1.0] * 5, [2.0] * 5, [3.0] * 5])
parts = torch.matmul(inputs, rnn.weight_ih_l0.T) + rnn.bias_ih_l0
outputs, _ = rnn(inputs.reshape(1, 3, 5))
print(json.dumps({
    "kernel": rnn.weight_ih_l0.T.tolist(),
    "recurrentKernel": rnn.weight_hh_l0.T.tolist(),
    "inputBias": rnn.bias_ih_l0.tolist(),
    "recurrentBias": rnn.bias_hh_l0.tolist(),
    "inputParts": parts.tolist(),
    "outputs": outputs[0].tolist(),
}, indent=2))
