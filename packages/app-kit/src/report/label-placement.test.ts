import fc from 'fast-check';
import { placeLabels } from './label-placement.js';
import type { PlacedLabel } from './label-placement.js';

const picture = { width: 300, height: 200, fontSize: 10, count: 50 };

/** The rectangle of a text whose characters are 5.8 wide. */
function rectangle({ point, x, y, anchor }: PlacedLabel, texts: readonly string[]) {
  const width = texts[point]!.length * 5.8;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 5, bottom: y + 5 };
}

describe('placeLabels', () => {
  it('takes the right side, then the left, then above, then below', () => {
    const place = (x: number, y: number) =>
      placeLabels([[x, y]], ['word'], { ...picture, order: [0], width: 60, height: 40 });
    expect(place(20, 20)).toEqual([{ point: 0, x: 26, y: 20, anchor: 'start' }]);
    expect(place(50, 20)).toEqual([{ point: 0, x: 44, y: 20, anchor: 'end' }]);
    const narrow = { ...picture, order: [0], width: 40, height: 40 };
    expect(placeLabels([[20, 20]], ['word'], narrow)).toEqual([{ point: 0, x: 20, y: 9, anchor: 'middle' }]);
    expect(placeLabels([[20, 5]], ['word'], narrow)).toEqual([{ point: 0, x: 20, y: 16, anchor: 'middle' }]);
    expect(placeLabels([[20, 20]], ['longer than that'], narrow)).toEqual([]);
  });

  it('prefers the first of the order, and stops at the count', () => {
    const points = [[150, 100] as const, [150, 100] as const, [20, 20] as const];
    const texts = ['one', 'two', 'three'];
    expect(placeLabels(points, texts, { ...picture, order: [1, 0, 2], count: 1 }).map(({ point }) => point)).toEqual([
      1,
    ]);
  });

  it('lets no text cover a text or a dot, or leave the picture', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200 }));
    const labelled = fc.array(fc.tuple(point, fc.string({ minLength: 1, maxLength: 12, unit: fc.constant('x') })));
    fc.assert(
      fc.property(labelled, (pairs) => {
        const [points, texts] = [pairs.map(([place]) => place), pairs.map(([, text]) => text)];
        const placed = placeLabels(points, texts, { ...picture, order: points.map((_, index) => index) });
        const boxes = placed.map((label) => rectangle(label, texts));
        boxes.forEach((box, index) => {
          expect(box.left >= 0 && box.right <= 300 && box.top >= 0 && box.bottom <= 200).toBe(true);
          const dots = points.map(([x, y]) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
          for (const other of [...boxes.slice(index + 1), ...dots]) {
            const apart =
              other.left >= box.right || box.left >= other.right || other.top >= box.bottom || box.top >= other.bottom;
            expect(apart).toBe(true);
          }
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
