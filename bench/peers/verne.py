"""The recipe of the preset `verne` in PyTorch: Raschka, Liu and Mirjalili, chapter 15, on The Mysterious Island.

    python verne.py TEXT [STEPS] [RATE] [SEED]

Prints a JSON line every 50 steps: the mean loss of the 50 batches before, and that of the last one. The text is that of
Project Gutenberg, between the first "THE MYSTERIOUS ISLAND" and "End of the Project Gutenberg".
"""
import json
import sys

import torch
from torch import nn
from torch.nn import functional

length, batch = 40, 64


class Model(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.embedding = nn.Embedding(symbols, 256)
        self.recurrent = nn.LSTM(256, 512, batch_first=True)
        self.output = nn.Linear(512, symbols)

    def forward(self, ids):
        return self.output(self.recurrent(self.embedding(ids))[0])


def main(path, steps="500", rate="0.001", seed="1"):
    torch.manual_seed(int(seed))
    text = open(path, encoding="utf-8").read()
    text = text[text.find("THE MYSTERIOUS ISLAND"):text.find("End of the Project Gutenberg")]
    symbols = sorted(set(text))
    places = {symbol: place for place, symbol in enumerate(symbols)}
    ids = torch.tensor([places[character] for character in text])
    model = Model(len(symbols))
    optimizer = torch.optim.Adam(model.parameters(), lr=float(rate))
    losses = []
    for step in range(1, int(steps) + 1):
        starts = torch.randint(len(ids) - length, (batch, 1))
        windows = ids[starts + torch.arange(length + 1)]
        optimizer.zero_grad()
        logits = model(windows[:, :-1])
        loss = functional.cross_entropy(logits.reshape(-1, len(symbols)), windows[:, 1:].reshape(-1))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if step % 50 == 0:
            mean = sum(losses[-50:]) / 50
            print(json.dumps({"step": step, "mean": round(mean, 4), "last": round(losses[-1], 4)}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
