import type { FrameOptions } from './frame-options.js';
import { frameParts } from './frame-parts.js';

describe('frameParts', () => {
  const options: FrameOptions = {
    special: { padding: '', end: '<eos>' },
    extraSpecial: ['<user>'],
    template: ['<user>', 'text', 'end'],
    pairTemplate: ['text', 'end', 'pair', 'end'],
    truncation: { maximumLength: 8 },
    padding: { multipleOf: 4 },
  };

  it('gives special tokens the first ids', () => {
    const frame = frameParts(options);
    expect(frame.forms).toEqual(['', '<eos>', '<user>']);
    expect(frame.firstLearnedId).toBe(3);
    expect(frame.describe(['a', 'b'])).toEqual({
      tokens: ['', '<eos>', '<user>', 'a', 'b'],
      added: [
        { id: 0, special: true },
        { id: 1, special: true },
        { id: 2, special: true },
      ],
      roles: { padding: 0, end: 1 },
      template: {
        single: [
          { id: 2, typeId: 0 },
          { text: 'first', typeId: 0 },
          { id: 1, typeId: 0 },
        ],
        pair: [
          { text: 'first', typeId: 0 },
          { id: 1, typeId: 0 },
          { text: 'second', typeId: 1 },
          { id: 1, typeId: 1 },
        ],
      },
      truncation: { maximumLength: 8, side: 'right', strategy: 'longest-first' },
      padding: { side: 'right', id: 0, typeId: 0, multipleOf: 4 },
    });
  });

  it('gives special tokens the last ids on request', () => {
    const frame = frameParts({ ...options, specialPosition: 'last' });
    expect(frame.firstLearnedId).toBe(0);
    const { tokens, roles, template, padding } = frame.describe(['a', 'b']);
    expect(tokens).toEqual(['a', 'b', '', '<eos>', '<user>']);
    expect(roles).toEqual({ padding: 2, end: 3 });
    expect(template!.single[0]).toEqual({ id: 4, typeId: 0 });
    expect(padding!.id).toBe(2);
  });

  it('says nothing of what is not asked for', () => {
    expect(frameParts({}).describe(['a'])).toEqual({ tokens: ['a'], added: [], roles: {} });
  });

  it.each<[string, unknown, string]>([
    [
      'special tokens as a list',
      { special: ['a'] },
      'special does not know the option "0"; known options are padding, unknown, start, end, mask.',
    ],
    [
      'a form that is absent',
      { special: { end: undefined } },
      'special.end must be a string of whole characters; received undefined.',
    ],
    ['further tokens as a string', { extraSpecial: '<a>' }, 'extraSpecial must be a list of strings; received "<a>".'],
    [
      'a further token that is no string',
      { extraSpecial: [1] },
      'extraSpecial[0] must be a string of whole characters; received 1.',
    ],
    [
      'a form given twice',
      { special: { end: '|' }, extraSpecial: ['|'] },
      'extraSpecial[0] must be different from the other special tokens; received "|".',
    ],
    [
      'an unknown position',
      { specialPosition: 'middle' },
      'specialPosition must be one of "first", "last"; received "middle".',
    ],
    [
      'a template of a role without a token',
      { template: ['start', 'text'] },
      'template[0] must be \'text\' or a special token; those given are (none); received "start".',
    ],
    [
      'a pair in the template of one text',
      { template: ['text', 'pair'] },
      'template must be a list with \'text\', once; received ["text", "pair"].',
    ],
    [
      'truncation to nothing',
      { truncation: { maximumLength: 0 } },
      'truncation.maximumLength must be a positive integer; received 0.',
    ],
    ['an unknown side', { padding: { side: 'both' } }, 'padding.side must be one of "left", "right"; received "both".'],
  ])('refuses %s', (_, given, message) => {
    expect(() => frameParts(given as FrameOptions)).toThrow(new Error(message));
  });
});
