import { stopAtIds } from './stop-at-ids.js';

describe('stopAtIds', () => {
  it('holds where the last id is one of its ids', () => {
    const stop = stopAtIds(Int32Array.of(3, 5));
    expect(stop({ ids: [1, 3], step: 1 })).toBe(true);
    expect(stop({ ids: [3, 1], step: 1 })).toBe(false);
    expect(stop({ ids: [1, 5], step: 1 })).toBe(true);
  });
});
