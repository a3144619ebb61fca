import { principalPlane } from './principal-components.js';

describe('principalPlane', () => {
  it('is that of a singular value decomposition, its values rising to the right and upwards', () => {
    const vectors = Float32Array.of(2, 0, 1, 0, 1, -1, 1, 3, 0.5, -2, 1, 0);
    const values = [1, -0.5, 0.2, 0];
    /*
     * NumPy 2: c = v - v.mean(0); u, s, vt = np.linalg.svd(c, full_matrices=False); u * s; s**2 / (s**2).sum()
     * of which an axis changes its sign where the values fall along it.
     */
    const golden = [
      [2.003418, 1.139981],
      [-0.569428, 0.270746],
      [0.72682, -1.793167],
      [-2.160809, 0.382439],
    ];
    const { points, explained } = principalPlane(vectors, values);
    points.forEach((point, word) => point.forEach((place, axis) => expect(place).toBeCloseTo(golden[word]![axis]!, 5)));
    expect(explained[0]).toBeCloseTo(0.607827, 5);
    expect(explained[1]).toBeCloseTo(0.301805, 5);
  });

  it('puts all words at one place where they have one vector, and on a line where they have one unit', () => {
    expect(principalPlane([1, 2, 1, 2], [0, 1])).toEqual({
      points: [
        [0, 0],
        [0, 0],
      ],
      explained: [0, 0],
    });
    const { points, explained } = principalPlane([1, 3, 8], [2, 1, 0]);
    expect(points.map(([x, y]) => [x.toFixed(9), y])).toEqual([
      ['3.000000000', 0],
      ['1.000000000', 0],
      ['-4.000000000', 0],
    ]);
    expect(explained).toEqual([1, 0]);
  });
});
