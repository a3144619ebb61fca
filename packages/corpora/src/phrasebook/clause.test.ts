import { negation, question, questionWith, statement } from './clause.js';
import type { Aspect, Clause } from './clause.js';
import { verb } from './lexicon/verbs.js';
import { pronouns } from './noun-phrase.js';
import type { NounPhrase } from './noun-phrase.js';

const she = pronouns[3]!;
const sister: NounPhrase = {
  english: 'my sister',
  spanish: 'mi hermana',
  person: 'he',
  gender: 'feminine',
  number: 'singular',
};
const eats = (subject: NounPhrase, aspect: Aspect): Clause => ({
  subject,
  verb: verb('eat', 'comer'),
  aspect,
  rest: { english: 'bread', spanish: 'pan' },
});
const shown = ({ english, spanish }: { english: string; spanish: string }): string => `${english} ${spanish}`;

describe('a clause', () => {
  it.each<[Aspect, string, string, string]>([
    ['present', 'She eats bread. Come pan.', "She doesn't eat bread. No come pan.", 'Does she eat bread? ¿Come pan?'],
    ['past', 'She ate bread. Comió pan.', "She didn't eat bread. No comió pan.", 'Did she eat bread? ¿Comió pan?'],
    [
      'used to',
      'She used to eat bread. Comía pan.',
      "She didn't use to eat bread. No comía pan.",
      'Did she use to eat bread? ¿Comía pan?',
    ],
    [
      'future',
      'She will eat bread. Comerá pan.',
      "She won't eat bread. No comerá pan.",
      'Will she eat bread? ¿Comerá pan?',
    ],
    [
      'perfect',
      'She has eaten bread. Ha comido pan.',
      "She hasn't eaten bread. No ha comido pan.",
      'Has she eaten bread? ¿Ha comido pan?',
    ],
    [
      'progressive',
      'She is eating bread. Está comiendo pan.',
      "She isn't eating bread. No está comiendo pan.",
      'Is she eating bread? ¿Está comiendo pan?',
    ],
    [
      'going to',
      'She is going to eat bread. Va a comer pan.',
      "She isn't going to eat bread. No va a comer pan.",
      'Is she going to eat bread? ¿Va a comer pan?',
    ],
    [
      'can',
      'She can eat bread. Puede comer pan.',
      "She can't eat bread. No puede comer pan.",
      'Can she eat bread? ¿Puede comer pan?',
    ],
  ])('in the form "%s"', (aspect, said, denied, asked) => {
    const clause = eats(she, aspect);
    expect([statement(clause), negation(clause), question(clause)].map(shown)).toEqual([said, denied, asked]);
  });

  it('keeps the subject before the verb, but behind it after a question word', () => {
    expect(shown(question(eats(sister, 'perfect')))).toBe('Has my sister eaten bread? ¿Mi hermana ha comido pan?');
    expect(shown(questionWith({ english: 'why', spanish: 'por qué' }, eats(sister, 'progressive')))).toBe(
      'Why is my sister eating bread? ¿Por qué está comiendo mi hermana pan?',
    );
  });

  it('has the pronoun between "no" and the verb', () => {
    expect(
      shown(negation({ ...eats(pronouns[0]!, 'past'), pronoun: 'lo', rest: { english: 'it', spanish: '' } })),
    ).toBe("I didn't eat it. No lo comí.");
  });
});
