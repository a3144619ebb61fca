"""The recipe of the preset `lyrics` in PyTorch: Zhang et al., "Dive into Deep Learning" (2021), section 8.5.

python lyrics.py TEXT [consecutive|random] [SEED] [EPOCHS]: prints the perplexity of every fiftieth epoch, one JSON line each.
"""
import json
import math
import random
import sys

import torch
from torch import nn
from torch.nn import functional

length, batch, units, theta, rate = 35, 32, 256, 0.01, 100.0


def sampled(ids, consecutive):
    if consecutive:
        offset = random.randint(0, length)
        strip = (len(ids) - offset - 1) // batch
        rows = torch.tensor(ids[offset:offset + strip * batch]).reshape(batch, -1)
        targets = torch.tensor(ids[offset + 1:offset + 1 + strip * batch]).reshape(batch, -1)
        for start in range(0, length * (strip // length), length):
            yield rows[:, start:start + length], targets[:, start:start + length]
        return
    ids = ids[random.randint(0, length - 1):]
    starts = [index * length for index in range((len(ids) - 1) // length)]
    random.shuffle(starts)
    for place in range(0, batch * (len(starts) // batch), batch):
        chosen = starts[place:place + batch]
        yield (torch.tensor([ids[start:start + length] for start in chosen]),
               torch.tensor([ids[start + 1:start + 1 + length] for start in chosen]))


def main(path, sampling="consecutive", seed="0", epochs="250"):
    random.seed(int(seed))
    torch.manual_seed(int(seed))
    text = open(path, encoding="utf-8-sig").read().replace("\n", " ").replace("\r", " ")[:10000]
    symbols = sorted(set(text))
    ids = [symbols.index(character) for character in text]
    size = len(symbols)

    def normal(*shape):
        return nn.Parameter(torch.randn(*shape) * 0.01)

    w_xh, w_hh, b_h = normal(size, units), normal(units, units), nn.Parameter(torch.zeros(units))
    w_hq, b_q = normal(units, size), nn.Parameter(torch.zeros(size))
    parameters = [w_xh, w_hh, b_h, w_hq, b_q]
    optimizer = torch.optim.SGD(parameters, lr=rate)
    for epoch in range(1, int(epochs) + 1):
        state, total, count = None, 0.0, 0
        for inputs, targets in sampled(ids, sampling == "consecutive"):
            state = torch.zeros(batch, units) if state is None or sampling == "random" else state.detach()
            logits = []
            for position in range(length):
                state = torch.tanh(w_xh[inputs[:, position]] + state @ w_hh + b_h)
                logits.append(state @ w_hq + b_q)
            loss = functional.cross_entropy(torch.cat(logits), targets.T.reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            norm = torch.sqrt(sum((p.grad ** 2).sum() for p in parameters))
            if norm > theta:
                for p in parameters:
                    p.grad *= theta / norm
            optimizer.step()
            total += loss.item() * targets.numel()
            count += targets.numel()
        if epoch % 50 == 0 or epoch == int(epochs):
            print(json.dumps({"sampling": sampling, "seed": int(seed), "epoch": epoch,
                              "perplexity": round(math.exp(total / count), 3)}), flush=True)


main(*sys.argv[1:])
