import { replaceMatches } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import { controlCharacters, runsOfNonspacingMarks } from '../unicode/classes.js';
import type { NormalizerDescription } from './description.js';
import { lowercase } from './lowercase.js';
import { normalForm } from './normal-form.js';
import type { Normalizer } from './normalizer.js';

/** BERT's clean-up (Devlin et al., 2019): its steps in their order. */
export function bert(description: Extract<NormalizerDescription, { type: 'bert' }>): Normalizer {
  const steps: ((aligned: AlignedText) => AlignedText)[] = [];
  if (description.cleanText) steps.push(cleanText);
  if (description.isolateChinese) steps.push(isolateChinese);
  if (description.stripAccents) steps.push(stripAccents);
  if (description.lowercase) steps.push(lowercase);
  return (aligned) => steps.reduce((text, step) => step(text), aligned);
}

/** Takes control characters away and makes white space a space. */
function cleanText(aligned: AlignedText): AlignedText {
  const clean = replaceMatches(aligned, controlCharacters(), '');
  return replaceMatches(clean, /(?! )\p{White_Space}/gu, ' ');
}

/** Puts spaces around each Chinese character; Hangul and Kana are written in words. */
function isolateChinese(aligned: AlignedText): AlignedText {
  return replaceMatches(aligned, chinese, (character) => ` ${character} `);
}

/** BERT's own list of blocks. */
const chinese =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu;

function stripAccents(aligned: AlignedText): AlignedText {
  // Nothing below U+00C0 has a decomposition.
  if (!/[^\0-\u00bf]/.test(aligned.text)) return aligned;
  return replaceMatches(normalForm('NFD')(aligned), runsOfNonspacingMarks(), '');
}
