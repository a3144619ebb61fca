import { prepend, replaceMatches } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import type { TokenizerDescription } from '../description.js';
import { runsOfMarks } from '../unicode/classes.js';
import { stripTags } from '../words/strip-tags.js';
import { applied } from './applied.js';
import { bert } from './bert.js';
import { collapseSpaces } from './collapse-spaces.js';
import type { NormalizerDescription } from './description.js';
import { lowercase, lowercaseAscii, lowercaseInContext } from './lowercase.js';
import { normalForm } from './normal-form.js';
import type { NormalForm } from './normal-form.js';
import { wholeText } from './normalizer.js';
import type { Normalizer, StretchPlace } from './normalizer.js';
import { precompiled } from './precompiled.js';
import { replace } from './replace.js';
import { strip } from './strip.js';

/** The normalizers of a description as one, in their order. */
export function createNormalizer({
  normalizers,
}: Pick<TokenizerDescription, 'normalizers'>): (text: AlignedText, place?: StretchPlace) => AlignedText {
  const steps = normalizers.map(oneNormalizer);
  return (text, place = wholeText) => {
    let normalized = text;
    for (const step of steps) normalized = step(normalized, place);
    return normalized;
  };
}

function oneNormalizer(description: NormalizerDescription): Normalizer {
  switch (description.type) {
    case 'nfc':
    case 'nfd':
    case 'nfkc':
    case 'nfkd':
      return normalForm(description.type.toUpperCase() as NormalForm);
    case 'lowercase':
      return { all: lowercase, ascii: lowercaseAscii, 'in-context': lowercaseInContext }[description.letters];
    case 'strip':
      return strip(description);
    case 'strip-accents':
      return (aligned) => replaceMatches(aligned, runsOfMarks(), '');
    case 'strip-tags':
      return stripTags;
    case 'replace':
      return replace(description);
    case 'prepend':
      return (aligned, place) => (place.startsStretch ? prepend(aligned, description.content) : aligned);
    case 'bert':
      return bert(description);
    case 'collapse-spaces':
      return collapseSpaces();
    case 'precompiled':
      return precompiled(description);
    case 'function':
      return applied(description.apply);
  }
}
