"""Makes sacrebleu.golden.json: scores and signatures of sacreBLEU 2.6.0 for 500 generated corpora with nasty tokens.

The corpora are not stored: `generatedCorpus` in sacrebleu.test.ts draws the same ones from the same generator.
"""

import json
import logging
import pathlib

from sacrebleu.metrics import BLEU, CHRF

logging.disable(logging.WARNING)

tokens = [
    "the", "cat", "sat", "on", "mat", "The", "CAT", "a", "I", "is", "dog", "runs", "it's", "don't", "well-known",
    "3.14", "1,000", "5-6", "2-", "-7", "U.S.A.", "e.g.", "...", "?!", "(hi)", "[x]", "{y}", "\"quoted\"", "'single'",
    "&quot;", "&amp;amp;", "&lt;b&gt;", "<skipped>", "-\n", "\n", "\t", "\u00a0", "\u3000", "\u2028", "\x1c", "\u200b",
    "\u00bfqu\u00e9?", "\u00a1hola!", "ni\u00f1o", "nin\u0303o", "\u00c9cole", "stra\u00dfe", "\u0130stanbul",
    "\u0391\u03a3", "\u2019", "\u201cso\u201d", "\u2014", "\u20ac5", "5\u20ac", "$5.00", "100%", "a/b", "x=y", "~", "^",
    "`", "_", "@", "#1", "*", "\u5e8a\u524d\u660e\u6708\u5149\uff0c", "\u3002", "\u0645\u0631\u062d\u0628\u0627\u060c",
    "\u0967\u0968", "\u2167", "\u00b2", "\U0001f642", "\U0001f468\u200d\U0001f469", "\u2211", "\u266b", "", " ", "  ",
]


class Generator:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return (self.state >> 8) % limit


def sentence(generator):
    return "".join(tokens[generator.below(len(tokens))] + (" " if generator.below(4) else "") for _ in range(generator.below(14)))


def changed(generator, line):
    """Takes out or doubles some words, so that long runs match too."""
    return " ".join(word if generator.below(6) else word * generator.below(3) for word in line.split(" "))


def corpus(generator):
    hypotheses, references = [], []
    most = 1 + generator.below(3)
    for _ in range(1 + generator.below(6)):
        count = 1 + generator.below(most)
        alternatives = [sentence(generator) for _ in range(count)]
        hypotheses.append(changed(generator, alternatives[0]) if generator.below(5) else sentence(generator))
        references.append(alternatives)
    return hypotheses, references


def bleu_options(generator):
    smoothing = ["exp", "floor", "add-k", "none"][generator.below(4)]
    value = [None, 0.5, 2][generator.below(3)] if smoothing in ("floor", "add-k") else None
    return dict(
        tokenize=["13a", "intl", "char", "none"][generator.below(4)], lowercase=generator.below(2) == 1,
        smooth_method=smoothing, smooth_value=value, max_ngram_order=[4, 4, 2][generator.below(3)],
        effective_order=generator.below(2) == 1,
    )


def chrf_options(generator):
    return dict(
        char_order=[6, 6, 3][generator.below(3)], word_order=generator.below(3), beta=1 + generator.below(3),
        lowercase=generator.below(2) == 1, whitespace=generator.below(2) == 1, eps_smoothing=generator.below(2) == 1,
    )


def score(metric, hypotheses, references):
    most = max(map(len, references))
    streams = [[row[place] if place < len(row) else None for row in references] for place in range(most)]
    result = metric.corpus_score(hypotheses, streams)
    return result.score, str(metric.get_signature())


rows = []
for seed in range(500):
    generator = Generator(seed)
    hypotheses, references = corpus(generator)
    bleu = BLEU(**bleu_options(generator))
    bleu_score, bleu_signature = score(bleu, hypotheses, references)
    chrf = CHRF(**chrf_options(generator))
    chrf_score, chrf_signature = score(chrf, hypotheses, references)
    rows.append([bleu_score, bleu_signature.replace("|version:2.6.0", ""), chrf_score, chrf_signature.replace("|version:2.6.0", "")])
path = pathlib.Path(__file__).with_suffix(".json")
body = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
path.write_text('{"tokens":' + json.dumps(tokens) + ',\n"rows":[\n' + body + "\n]}\n")
