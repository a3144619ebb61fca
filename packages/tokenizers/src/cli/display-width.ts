/** Characters that terminals show two columns wide: Chinese, Japanese, Korean, full-width forms and emoji. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

/** Characters that stand on the one before. */
const combining = /[\p{Mn}\p{Me}]/u;

/** Columns that a terminal takes for `text`, which has no control characters. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!combining.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}
