import { configurationDifferences } from './differences.js';

describe('configurationDifferences', () => {
  it('lists what differs by its path', () => {
    const saved = { units: [128, 128], optimizer: { name: 'nadam', rate: 1e-3 }, seed: 1, dropped: {} };
    const given = { units: [128, 256], optimizer: { name: 'adam', rate: 1e-3 }, seed: 1, added: null };
    expect(configurationDifferences(saved, given)).toEqual([
      { path: 'units.1', saved: 128, given: 256 },
      { path: 'optimizer.name', saved: 'nadam', given: 'adam' },
      { path: 'dropped', saved: {}, given: undefined },
      { path: 'added', saved: undefined, given: null },
    ]);
  });

  it('lists nothing for equal configurations, in whatever order', () => {
    expect(configurationDifferences({ a: 1, b: [] }, { b: [], a: 1 })).toEqual([]);
    expect(configurationDifferences(null, null)).toEqual([]);
  });

  it('names a whole configuration that is another', () => {
    expect(configurationDifferences(null, 3)).toEqual([{ path: '', saved: null, given: 3 }]);
  });
});
