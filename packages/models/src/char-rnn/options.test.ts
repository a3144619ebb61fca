import { resolveCharRnnOptions } from './options.js';
import type { CharRnnOptions } from './options.js';

const options: CharRnnOptions = { vocabularySize: 39, embedding: 16, cell: 'gru', units: [128] };

function refusal(changed: object): unknown {
  try {
    resolveCharRnnOptions({ ...options, ...changed });
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the options of charRnn', () => {
  it('have defaults', () => {
    expect(resolveCharRnnOptions(options)).toEqual({
      ...options,
      dropout: 0,
      recurrentDropout: 0,
      tiedOutput: false,
      resetAfter: true,
    });
  });

  it('have no reset gate for other cells than a GRU', () => {
    expect(resolveCharRnnOptions({ ...options, cell: 'lstm' })).not.toHaveProperty('resetAfter');
    expect(refusal({ cell: 'lstm', resetAfter: true })).toBe(
      "resetAfter must be left out for the cell 'lstm'; received true. Only a GRU has it.",
    );
  });

  it('resolve to themselves once resolved', () => {
    for (const cell of ['gru', 'lstm', 'rnn'] as const) {
      const resolved = resolveCharRnnOptions({ ...options, cell });
      expect(resolveCharRnnOptions(resolved)).toEqual(resolved);
    }
  });

  it.each([
    [{ vocabularySize: 0 }, 'vocabularySize must be a positive integer; received 0.'],
    [{ embedding: 2.5 }, "embedding must be a positive integer or 'one-hot'; received 2.5."],
    [{ embedding: 'onehot' }, 'embedding must be a positive integer or \'one-hot\'; received "onehot".'],
    [{ cell: 'GRU' }, 'cell must be one of "gru", "lstm", "rnn"; received "GRU".'],
    [
      { units: 128 },
      'units must be an array of at least one width; received 128. For a single layer of 128 units write [128].',
    ],
    [
      { units: [] },
      'units must be an array of at least one width; received []. For a single layer of 128 units write [128].',
    ],
    [{ units: [128, -1] }, 'units[1] must be a positive integer; received -1.'],
    [{ dropout: 1 }, 'dropout must be a number from 0 to below 1; received 1. It is the share that is dropped.'],
    [
      { recurrentDropout: Number.NaN },
      'recurrentDropout must be a number from 0 to below 1; received NaN. It is the share that is dropped.',
    ],
    [{ tiedOutput: 1 }, 'tiedOutput must be true or false; received 1.'],
    [
      { tiedOutput: true },
      'tiedOutput needs a last layer as wide as the embedding; received an embedding of 16 and a last layer of 128 units. Make both the same, or leave tiedOutput out.',
    ],
    [
      { tiedOutput: true, embedding: 'one-hot' },
      "tiedOutput needs an embedding to tie the output to; received embedding 'one-hot'. Give embedding a width, or leave tiedOutput out.",
    ],
    [
      { unit: [1] },
      'charRnn does not know the option "unit"; known options are vocabularySize, embedding, cell, units, dropout, recurrentDropout, tiedOutput, resetAfter.',
    ],
  ])('%j is refused', (changed, message) => {
    expect(refusal(changed)).toBe(message);
  });
});
