import { stripVTControlCharacters } from 'node:util';
import { CommandError, UsageError } from '@refrain/app-kit';
import { assertSameDivision, baselineName, comparisonLines } from './comparison.js';
import type { TranslatedSentence } from './evaluation.js';
import { textForm } from './measured-text.js';
import type { RunRecord } from './run-directory.js';
import { runSettings } from './settings.js';

describe('baselineName', () => {
  it.each([
    [{}, undefined],
    [{ compareBeam: 1 }, 'beam 1'],
    [{ compareRun: 'b' }, 'b'],
    [{ compareRun: 'b', compareBeam: 4 }, 'b'],
    [{ compareRun: 'a', compareBeam: 1 }, 'beam 1'],
    [{ compareRun: 'b', compareBeam: 1 }, 'b, beam 1'],
  ])('names what differs: %j', (options, name) => {
    expect(baselineName({ run: 'a', ...options })).toBe(name);
  });

  it.each([
    [
      { compareBeam: 4 },
      '--compare-beam must be another width than --beam, which is 4; received 4. Give another, or leave it out.',
    ],
    [
      { compareRun: 'a' },
      '--compare-run must be another run than --run; received a for both. Give another, or leave it out.',
    ],
  ])('refuses to compare with the same: %j', (options, message) => {
    expect(() => baselineName({ run: 'a', ...options })).toThrow(new UsageError(message));
  });
});

describe('assertSameDivision', () => {
  const record = (settings: object): RunRecord => ({ settings: { ...runSettings({}), ...settings } }) as RunRecord;

  it('takes models of other sizes', () => {
    assertSameDivision(record({}), record({ units: [8], preset: 'small' }), 'other');
  });

  it('refuses a run that was trained on what the other is measured on', () => {
    expect(() => assertSameDivision(record({}), record({ seed: 43, test: 10 }), 'other')).toThrow(
      new CommandError(
        '--compare-run must be a run that holds out the same sentences; other divides others:\n  --seed: 42 → 43\n  --test: 1000 → 10\n' +
          'Train it with the same settings.',
      ),
    );
  });
});

describe('comparisonLines', () => {
  const form = textForm(runSettings({}));
  const reference = (number: number): string => `this is the sentence of number ${number} here`;
  const translated = (text: (number: number) => string): TranslatedSentence[] =>
    Array.from({ length: 40 }, (_, number) => ({
      source: String(number),
      references: [reference(number)],
      best: { text: text(number) },
    })) as unknown as TranslatedSentence[];

  it('tells a better system from chance', () => {
    const sentences = translated(reference);
    const baseline = translated((number) => (number % 2 === 0 ? reference(number) : 'nothing like this is there'));
    const [bleu, chrf, signature] = comparisonLines({ baseline, sentences, form }).map(stripVTControlCharacters);
    expect(bleu).toMatch(/^ {2}BLEU {2}\d\d\.\d\d → 100\.00 {2}\+\d\d\.\d\d {2}p = 0\.001, significant$/);
    expect(chrf).toMatch(/^ {2}chrF {2}\d\d\.\d\d → 100\.00 {2}\+\d\d\.\d\d {2}p = 0\.001, significant$/);
    expect(signature).toBe('  nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0');
  });

  it('does not take chance for better', () => {
    const wrongAt = (place: number) =>
      translated((number) => (number === place ? 'nothing like this' : reference(number)));
    const [bleu] = comparisonLines({ baseline: wrongAt(3), sentences: wrongAt(5), form }).map(stripVTControlCharacters);
    expect(bleu).toMatch(/^ {2}BLEU {2}[\d.]+ → [\d.]+ {2}\+0\.00 {2}p = [01]\.\d+, may be chance$/);
  });

  it('ignores case where a model does, and says so', () => {
    const small = { ...textForm(runSettings({ preset: 'small' })), withoutPunctuation: true };
    const loud = translated((number) => reference(number).toUpperCase());
    const lines = comparisonLines({ baseline: loud, sentences: translated(reference), form: small });
    expect(lines.map(stripVTControlCharacters).slice(-2)).toEqual([
      '  nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:2.6.0',
      '  compared without punctuation',
    ]);
    expect(stripVTControlCharacters(lines[0]!)).toContain('100.00 → 100.00  +0.00');
  });
});
