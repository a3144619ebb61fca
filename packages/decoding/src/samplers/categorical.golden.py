"""Ids drawn by inversion from float64 softmaxes, with the numbers of xoshiro128** 1.1. Prints categorical.golden.json."""
import json
import math

M = 0xFFFFFFFF


def rotate(x, k):
    return (x << k | x >> (32 - k)) & M


class Xoshiro:
    def __init__(self, state):
        self.s = list(state)

    def uint32(self):
        s = self.s
        result = rotate(s[1] * 5 & M, 7) * 9 & M
        t = s[1] << 9 & M
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 11)
        return result

    def uniform(self):
        high, low = self.uint32() >> 5, self.uint32() >> 6
        return (high * 67108864 + low) / 9007199254740992


def draw(logits, uniform):
    weights = [math.exp(logit - max(logits)) for logit in logits]
    target, cumulative = uniform * math.fsum(weights), 0.0
    for i, weight in enumerate(weights):
        cumulative += weight
        if cumulative > target:
            return i


# Halves, so that they are exact in float32: the logits of step n are (n · (id + 3) mod 13) / 2 − 3.
cases = []
for state in ((1, 2, 3, 4), (4000000000, 0, 77, 123456789), (0xDEADBEEF, 0xCAFEBABE, 0x12345678, 0x9ABCDEF0)):
    random = Xoshiro(state)
    ids = [draw([(step * (i + 3) % 13) / 2 - 3 for i in range(39)], random.uniform()) for step in range(60)]
    cases.append({"state": state, "ids": ids})
print(json.dumps(cases))
