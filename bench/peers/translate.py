"""Seconds to translate 2,000 sentences in PyTorch, greedily and with four beams: what suites/translate.mjs measures.
Embedding 256, GRU 256 (encoder: two directions of 128), dot attention, combined readout, vocabulary 2,000, random weights.
One JSON line each. Run: python translate.py [SENTENCES]"""
import json, sys, time
import torch
from torch import nn

VOCABULARY, UNITS, AT_ONCE, FURTHER, START = 2000, 256, 64, 2, 1
LENGTHS = [4, 6, 6, 6, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 16, 20]


class Translator(nn.Module):
    def __init__(self):
        super().__init__()
        self.source, self.target = nn.Embedding(VOCABULARY, UNITS, 0), nn.Embedding(VOCABULARY, UNITS, 0)
        self.encoder = nn.GRU(UNITS, UNITS // 2, batch_first=True, bidirectional=True)
        self.decoder = nn.GRUCell(UNITS, UNITS)
        self.readout = nn.Linear(2 * UNITS, UNITS, bias=False)
        self.output = nn.Linear(UNITS, VOCABULARY)

    def encode(self, source):
        memory, hidden = self.encoder(self.source(source))
        return memory, source == 0, torch.cat([hidden[0], hidden[1]], -1)

    def step(self, ids, hidden, memory, padding):
        hidden = self.decoder(self.target(ids), hidden)
        scores = (memory @ hidden.unsqueeze(-1)).squeeze(-1).masked_fill(padding, -1e9)
        context = (torch.softmax(scores, -1).unsqueeze(1) @ memory).squeeze(1)
        return self.output(torch.tanh(self.readout(torch.cat([hidden, context], -1)))), hidden


@torch.inference_mode()
def translate(model, source, width):
    """An untrained model hardly ever ends a text, so the limit does. Gives the best text of each sentence."""
    rows, beams = len(source), 1
    memory, padding, hidden = model.encode(source)
    ids, totals = torch.full((rows,), START), torch.zeros(rows, 1)
    texts = torch.empty(rows, 0, dtype=torch.long)
    for _ in range(source.shape[1] + FURTHER):
        logits, hidden = model.step(ids, hidden, memory, padding)
        values = totals.unsqueeze(-1) + torch.log_softmax(logits, -1).view(rows, beams, -1)
        totals, best = values.flatten(1).topk(width)
        parents = (best // VOCABULARY + beams * torch.arange(rows).unsqueeze(1)).flatten()
        ids, beams = (best % VOCABULARY).flatten(), width
        hidden, memory, padding = hidden[parents], memory[parents], padding[parents]
        texts = torch.cat([texts[parents], ids.unsqueeze(1)], 1)
    return texts[::width]


def run(count):
    torch.manual_seed(0)
    torch.set_num_threads(2)
    model = Translator()
    lengths = [LENGTHS[index * len(LENGTHS) // count] for index in range(count)]
    sentences = [torch.randint(3, VOCABULARY, (length,)) for length in lengths]
    batches = [
        nn.utils.rnn.pad_sequence(sentences[first : first + AT_ONCE], batch_first=True)
        for first in range(0, count, AT_ONCE)
    ]
    translate(model, batches[0], 4)
    for width in (1, 4):
        start = time.perf_counter()
        for batch in batches:
            translate(model, batch, width)
        seconds = round(time.perf_counter() - start, 2)
        config = {"version": torch.__version__, "sentences": count, "beamWidth": width}
        print(json.dumps({"name": f"torch/translate/beam-{width}", "value": seconds, "unit": "s", "config": config}))


run(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
