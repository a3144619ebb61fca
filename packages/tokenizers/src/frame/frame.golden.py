"""Makes frame.golden.json: added tokens, templates, truncation and padding in Hugging Face's tokenizers 0.23.2.

The model is the simplest: words between white space, lower-cased where a case says so. Offsets count code points.
"""

import itertools
import json
import pathlib

from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

words = ["[UNK]", "[CLS]", "[SEP]", "a", "b", "c", "d", "e", "é", "🙂"]


def new_tokenizer():
    tokenizer = Tokenizer(models.WordLevel({word: id for id, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


texts = [
    "",
    "a",
    "<x>",
    "a<x>b",
    "a <x> b",
    "a  \t<x>\n  b",
    "<x><x>",
    " <x> <x> ",
    "a<xy>b",
    "a<xb",
    "a <x>_ b",
    "é<x>é",
    "🙂<x>🙂",
    "a\u00a0<x>\u3000b",
    "a\u200b<x>\u200db",
    "a\u0301<x>\u0301",
    "_<x>",
    "<xy><x",
    "a <X> <x> b",
    "<x>1 2<x>",
    " <xyz> <xy>z",
    "yx yxy xyx",
]
added_sets = [
    [{"content": "<x>"}],
    [{"content": "<x>", "single_word": True}],
    [{"content": "<x>", "lstrip": True}],
    [{"content": "<x>", "rstrip": True}],
    [{"content": "<x>", "lstrip": True, "rstrip": True}],
    [{"content": "<x>"}, {"content": "<xy>"}, {"content": "<xyz>", "lstrip": True}],
    [{"content": "<x>", "normalized": True}],
    [{"content": "<X>", "normalized": True}, {"content": "<x", "normalized": False}],
    [{"content": "x", "single_word": True}, {"content": "yx", "single_word": True}],
    [{"content": " <x>"}, {"content": "x>", "rstrip": True}],
]


def added_case(added, lowercase):
    tokenizer = new_tokenizer()
    if lowercase:
        tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.add_tokens([AddedToken(**{"normalized": False, **flags}) for flags in added])
    encodings = [tokenizer.encode(text) for text in texts]
    return {
        "added": added,
        "lowercase": lowercase,
        "ids": [encoding.ids for encoding in encodings],
        "offsets": [list(itertools.chain(*encoding.offsets)) for encoding in encodings],
    }


def with_template(single, pair):
    tokenizer = new_tokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=single, pair=pair, special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return tokenizer


def result(encode):
    try:
        encoding = encode()
        return {
            "ids": encoding.ids,
            "typeIds": encoding.type_ids,
            "offsets": list(itertools.chain(*encoding.offsets)),
        }
    except BaseException:  # The library panics where the length is below the template's own.
        return None


def truncation_cases():
    tokenizer = with_template("[CLS] $A [SEP]", "[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1")
    short, long = "a b", "a b c d e"
    pairs = [(short, None), (long, None), (short, long), (long, short), (long, long), ("", long)]
    for strategy, side, length in itertools.product(
        ["longest_first", "only_first", "only_second"], ["left", "right"], [3, 4, 5, 6, 7, 8, 9, 20]
    ):
        tokenizer.enable_truncation(length, strategy=strategy, direction=side)
        yield {
            "strategy": strategy.replace("_", "-"),
            "side": side,
            "maximumLength": length,
            "results": [
                {"text": text, "pair": pair, "expected": result(lambda: tokenizer.encode(text, pair))}
                for text, pair in pairs
            ],
        }


def padding_cases():
    tokenizer = with_template("[CLS] $A [SEP]", "[CLS] $B:1 [SEP] $A:2")
    batch = ["a b", "", "a b c d", ("a", "b c")]
    for side, length, multiple in itertools.product(["left", "right"], [None, 6, 7], [None, 4]):
        tokenizer.enable_padding(direction=side, length=length, pad_to_multiple_of=multiple, pad_id=9, pad_type_id=3)
        encodings = tokenizer.encode_batch(batch)
        yield {
            "side": side,
            "length": length,
            "multipleOf": multiple,
            "ids": [encoding.ids for encoding in encodings],
            "mask": [encoding.attention_mask for encoding in encodings],
            "typeIds": [encoding.type_ids for encoding in encodings],
        }


golden = {
    "words": words,
    "texts": texts,
    "added": [added_case(added, lowercase) for added in added_sets for lowercase in (False, True)],
    "truncation": list(truncation_cases()),
    "padding": list(padding_cases()),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n")
