"""Prints script-table.ts: which characters Hugging Face's tokenizers 0.23.2 takes for characters of one script.

Run: python script-table.py > script-table.ts && npx prettier --write script-table.ts
"""

from tokenizers import pre_tokenizers

from tables import base36

scripts = pre_tokenizers.UnicodeScripts()


def cut(text):
    return [piece for piece, _ in scripts.pre_tokenize_str(text)]


runs = []
for code in [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]:
    if cut(chr(code)) == []:
        continue
    if runs and runs[-1][1] == code - 1 and len(cut(chr(code - 1) + chr(code))) == 1:
        runs[-1][1] = code
    else:
        runs.append([code, code])

known, words, end = [], [], 0
for first, last in runs:
    script = next((number for number, one in enumerate(known) if len(cut(one + chr(first))) == 1), len(known))
    if script == len(known):
        known.append(chr(first))
    words.append(f"{base36(first - end)}:{base36(last - first)}:{base36(script)}")
    end = last + 1

print("// Made by script-table.py.")
print("\n/**")
print(" * Runs of characters of one script: how many code points are skipped, how many more than one belong, and the number")
print(" * of the script. Kana counts as Han. What is in no run, such as a space, joins any script.")
print(" */")
print(f"export const scriptRuns =\n  '{' '.join(words)}';")
