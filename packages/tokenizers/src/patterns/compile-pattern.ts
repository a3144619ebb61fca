import { InvalidArgumentError } from '@refrain/core';
import { classesOfText } from './character-classes.js';
import type { PatternDescription } from './description.js';
import { pieceScanners } from './piece-scanners.js';

/** Something to look for in text. */
export interface Pattern {
  /** Whether the matches are all of a text, without gaps: true of the patterns with a name. */
  readonly covers: boolean;
  /**
   * Calls `visit` with the start and end of each match in `text`, in code units, from left to right. Matches don't
   * overlap; those of a regular expression can be empty.
   */
  forEachMatch(text: string, visit: (start: number, end: number) => void): void;
}

/**
 * Makes what `description` says ready for use.
 *
 * @throws InvalidArgumentError if a regular expression is malformed or its flags are not `u` or `v` with any of `i`, `m`, `s`
 */
export function compilePattern(description: PatternDescription): Pattern {
  if ('name' in description) {
    const scan = pieceScanners[description.name];
    return {
      covers: true,
      forEachMatch(text, visit) {
        const classes = classesOfText(text);
        for (let start = 0; start < text.length;) {
          const end = scan(classes, start);
          visit(start, end);
          start = end;
        }
      },
    };
  }
  return 'text' in description ? literal(description.text) : expression(description);
}

/** The empty text matches nowhere. */
function literal(wanted: string): Pattern {
  return {
    covers: false,
    forEachMatch(text, visit) {
      if (wanted === '') return;
      for (let start = text.indexOf(wanted); start !== -1; start = text.indexOf(wanted, start + wanted.length)) {
        visit(start, start + wanted.length);
      }
    },
  };
}

function expression({ regularExpression, flags }: { regularExpression: string; flags: string }): Pattern {
  const compiled = compile(regularExpression, flags);
  return {
    covers: false,
    forEachMatch(text, visit) {
      for (const match of text.matchAll(compiled)) visit(match.index, match.index + match[0].length);
    },
  };
}

function compile(source: string, flags: string): RegExp {
  const shown = `/${source}/${flags}`;
  if (!/^[ims]*[uv][ims]*$/.test(flags)) {
    throw new InvalidArgumentError({
      argument: 'pattern',
      value: shown,
      message:
        `a regular expression must have the flag u or v, and else only i, m or s; received ${shown}. ` +
        'Without u or v it would cut characters in two.',
    });
  }
  try {
    return new RegExp(source, `${flags}g`);
  } catch (error) {
    throw new InvalidArgumentError({
      argument: 'pattern',
      value: shown,
      message: `a pattern must be a regular expression of JavaScript; received ${shown}. ${(error as Error).message}.`,
    });
  }
}
