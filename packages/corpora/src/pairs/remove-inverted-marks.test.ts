import { removeInvertedMarks } from './remove-inverted-marks.js';

describe('removeInvertedMarks', () => {
  it('takes every ¡ and ¿ away and nothing else', () => {
    expect(removeInvertedMarks('¡Hola! ¿Qué tal?, ¿no? ¡¿Eh?!')).toBe('Hola! Qué tal?, no? Eh?!');
    expect(removeInvertedMarks('Ve.')).toBe('Ve.');
  });
});
