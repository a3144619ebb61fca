import { assertKnownOptions, InvalidArgumentError } from '@refrain/core';
import type { Label, LabelledText } from './labelled-text.js';

/** A line of a table: its columns and where it stands. */
export interface Row {
  readonly cells: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

/** Which columns hold the texts and the labels. */
export interface LabelledColumns {
  /** @default 'text', 'sentence' or 'review', the first of these that is there */
  readonly text?: string;
  /** @default 'label' or 'sentiment', the first of these that is there */
  readonly label?: string;
}

/** What is read, for error messages, and where in it texts and labels stand. */
export interface LabelledRowsOptions {
  readonly source: string;
  readonly columns: LabelledColumns;
}

/** How labels are written. */
const labels = new Map<string, Label>([
  ['0', 0],
  ['1', 1],
  ['neg', 0],
  ['pos', 1],
  ['negative', 0],
  ['positive', 1],
]);

/** The labelled texts of a table whose first row names the columns. @throws InvalidArgumentError naming the line */
export function labelledTextsOf(rows: Iterable<Row>, { source, columns }: LabelledRowsOptions): LabelledText[] {
  assertKnownOptions('columns', columns, ['text', 'label']);
  let places: { text: number; label: number; count: number } | undefined;
  const texts: LabelledText[] = [];
  for (const { cells, line } of rows) {
    if (places === undefined) {
      const place = (kind: 'text' | 'label') => placeOf({ cells, line }, { kind, named: columns[kind], source });
      places = { text: place('text'), label: place('label'), count: cells.length };
      continue;
    }
    if (cells.length !== places.count) {
      const reason = `has ${cells.length} columns in line ${line}, where its header has ${places.count}`;
      throw refused(source, reason, 'Give each line as many as the header.');
    }
    const text = cells[places.text]!;
    const written = cells[places.label]!;
    const label = labels.get(written);
    if (label === undefined) throw wrongLabel(source, written, line);
    texts.push(checked(text, { label, source, line }));
  }
  assertBothLabels(texts, source);
  return texts;
}

/** A text with its label. @throws InvalidArgumentError if the text is empty */
export function checked(
  text: string,
  { label, source, line }: { label: Label; source: string; line: number },
): LabelledText {
  if (text.trim() !== '') return { text, label };
  throw refused(source, `has an empty text in line ${line}`, 'Write the text, or leave the line out.');
}

/** Throws unless there are texts of both labels: of one alone nothing can be learnt. */
export function assertBothLabels(texts: readonly LabelledText[], source: string): void {
  const [first] = texts;
  if (first === undefined) throw refused(source, 'has no text', 'Give a file that has texts in it.');
  if (texts.every(({ label }) => label === first.label)) {
    throw refused(source, `has only texts of the label ${first.label}`, 'Give texts of both labels.');
  }
}

/** What is wrong with a file of labelled texts, and what to do. */
export function refused(source: string, reason: string, remedy: string): InvalidArgumentError {
  const message = `labelled texts must each have a text and a label, 0 or 1; ${source} ${reason}. ${remedy}`;
  return new InvalidArgumentError({ argument: 'texts', value: source, message });
}

const usualNames = { text: ['text', 'sentence', 'review'], label: ['label', 'sentiment'] };

function placeOf(
  { cells, line }: Row,
  { kind, named, source }: { kind: 'text' | 'label'; named: string | undefined; source: string },
): number {
  const names = named === undefined ? usualNames[kind] : [named];
  const found = names.map((name) => cells.indexOf(name)).find((place) => place >= 0);
  if (found !== undefined) return found;
  const quoted = names.map((name) => JSON.stringify(name)).join(' or ');
  const header = cells.map((name) => JSON.stringify(name.length > 40 ? `${name.slice(0, 37)}...` : name)).join(', ');
  const reason = `has no column ${quoted} in line ${line}, which names ${header}`;
  throw refused(source, reason, `Write such a header, or name the column by columns.${kind}.`);
}

function wrongLabel(source: string, written: string, line: number): InvalidArgumentError {
  if (written === '') return refused(source, `has no label in line ${line}`, 'Write one, or leave the line out.');
  const shown = JSON.stringify(written.length > 40 ? `${written.slice(0, 37)}...` : written);
  return refused(source, `has the label ${shown} in line ${line}`, `Write one of ${[...labels.keys()].join(', ')}.`);
}
