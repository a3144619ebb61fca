import { divergingLegend, largestMagnitude, shade, signed } from './diverging.js';

describe('the diverging scale', () => {
  it('is full at the largest value of either sign, and empty at 0', () => {
    const values = [-2, -1, 0, 0.5];
    const largest = largestMagnitude(values);
    expect(values.map((value) => shade(value, largest))).toEqual([
      { side: 'negative', percent: 100 },
      { side: 'negative', percent: 50 },
      { side: 'positive', percent: 0 },
      { side: 'positive', percent: 25 },
    ]);
  });

  it('is empty where every value is 0', () => {
    expect(shade(0, largestMagnitude([0, 0]))).toEqual({ side: 'positive', percent: 0 });
  });

  it('shows its ends with their signs', () => {
    expect([-1.234, -0.001, 0, 0.5].map(signed)).toEqual(['−1.23', '0', '0', '+0.50']);
    expect(divergingLegend(0.5)).toBe(
      '<div class="scale"><i></i><div><span>−0.50</span><span>0</span><span>+0.50</span></div></div>',
    );
  });
});
