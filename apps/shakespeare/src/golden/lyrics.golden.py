"""The recipe of the preset `lyrics` in PyTorch, small: RNN from scratch, carried state, rate 100, gradients clipped at 0.01.

Two epochs of consecutive windows of 5 over two strips; the loss of each step, and the weights before the first."""
import json

import torch
from torch.nn import functional

size, units, length, batch = 6, 4, 5, 2
torch.manual_seed(1)
ids = torch.tensor([(place * place + place // 3) % size for place in range(62)])
strips = ids.reshape(batch, -1)
weights = {
    "layers.0.kernel": torch.randn(size, units) * 0.3,
    "layers.0.recurrentKernel": torch.randn(units, units) * 0.3,
    "layers.0.bias": torch.zeros(units),
    "output.kernel": torch.randn(units, size) * 0.3,
    "output.bias": torch.zeros(size),
}
golden = {"ids": ids.tolist(), "weights": {name: weight.flatten().tolist() for name, weight in weights.items()}}
parameters = [weight.requires_grad_() for weight in weights.values()]
w_xh, w_hh, b_h, w_hq, b_q = parameters
losses = []
for epoch in range(2):
    state = torch.zeros(batch, units)
    for start in range(0, (strips.shape[1] - 1) // length * length, length):
        inputs, targets = strips[:, start:start + length], strips[:, start + 1:start + 1 + length]
        state, logits = state.detach(), []
        for position in range(length):
            state = torch.tanh(w_xh[inputs[:, position]] + state @ w_hh + b_h)
            logits.append(state @ w_hq + b_q)
        loss = functional.cross_entropy(torch.cat(logits), targets.T.reshape(-1))
        gradients = torch.autograd.grad(loss, parameters)
        norm = torch.sqrt(sum((gradient ** 2).sum() for gradient in gradients))
        with torch.no_grad():
            for weight, gradient in zip(parameters, gradients):
                weight -= 100 * gradient * min(0.01 / norm.item(), 1)
        losses.append(loss.item())
print(json.dumps({**golden, "losses": losses}))
