import { formNote, inForm, sameText, textForm } from './measured-text.js';
import { runSettings } from './settings.js';

const [quick, small, geron] = (['quick', 'small', 'geron'] as const).map((preset) => runSettings({ preset }));

describe('textForm', () => {
  it('is what a model can write', () => {
    const whole = { lowercase: false, withoutPunctuation: false, withoutInvertedMarks: false };
    expect(textForm(quick!)).toEqual(whole);
    expect(textForm(small!)).toEqual({ ...whole, lowercase: true });
    expect(textForm(geron!)).toEqual({ lowercase: true, withoutPunctuation: true, withoutInvertedMarks: true });
  });

  it('of several models is what all of them can write', () => {
    expect(textForm(quick!, small!)).toEqual(textForm(small!));
    expect(textForm(quick!, geron!)).toEqual(textForm(geron!));
  });
});

describe('inForm', () => {
  it('leaves out what a model does not write, and case as it is', () => {
    expect(inForm('¿No, «señor»?', textForm(quick!))).toBe('¿No, «señor»?');
    expect(inForm('¿No, «señor»?', textForm(geron!))).toBe('No «señor»');
  });

  it('says what is left out', () => {
    expect(formNote(textForm(small!))).toBeUndefined();
    expect(formNote(textForm(geron!))).toBe('compared without punctuation, ¡ and ¿');
  });
});

describe('sameText', () => {
  it('compares as the metrics do', () => {
    expect(sameText('¡Vete!', '¡vete!', textForm(quick!))).toBe(false);
    expect(sameText('¡Vete!', '¡vete!', textForm(small!))).toBe(true);
    expect(sameText('¡Vete!', 'vete', textForm(geron!))).toBe(true);
    expect(sameText('¡Vete!', 'ven', textForm(geron!))).toBe(false);
  });
});
