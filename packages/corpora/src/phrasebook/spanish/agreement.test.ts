import { agreeing, contracted, pluralOf } from './agreement.js';

describe('agreement', () => {
  it.each([
    ['libro', 'libros'],
    ['café', 'cafés'],
    ['ciudad', 'ciudades'],
    ['lápiz', 'lápices'],
    ['estación', 'estaciones'],
    ['jardín', 'jardines'],
    ['rey', 'reyes'],
    ['joven', 'jóvenes'],
  ])('the plural of %s', (singular, plural) => {
    expect(pluralOf(singular)).toBe(plural);
  });

  it('adjectives follow gender and number', () => {
    expect(agreeing('rojo', 'feminine', 'plural')).toBe('rojas');
    expect(agreeing('verde', 'feminine', 'singular')).toBe('verde');
    expect(agreeing('azul', 'masculine', 'plural')).toBe('azules');
    expect(agreeing('feliz', 'feminine', 'plural')).toBe('felices');
  });

  it('"a el" and "de el" become one word, and nothing else does', () => {
    expect(contracted('voy a el mercado cerca de el mar')).toBe('voy al mercado cerca del mar');
    expect(contracted('veía el libro donde el agua está a ella')).toBe('veía el libro donde el agua está a ella');
  });
});
