import { activationsSection } from './activations-section.js';

const tokens = ['a', '\n', '<b>', '\t'];

describe('activationsSection', () => {
  it('colours each token by its sign and size, on a scale of the unit', () => {
    const units = [
      { caption: 'unit 3 & more', values: Float32Array.of(0.25, -0.5, 0, 0.125) },
      { caption: 'unit 4', values: [4, 4, 4, -1] },
    ];
    const { title, html } = activationsSection('Units', { tokens, units });
    expect(title).toBe('Units');
    expect(html.match(/<figure>/g)).toHaveLength(2);
    expect(html).toContain('<figcaption>unit 3 &amp; more<div class="scale">');
    expect(html).toContain(
      '<pre><span class="positive" style="--weight:50%" title="+0.25">a</span>' +
        '<span class="negative" style="--weight:100%" title="−0.50">↵\n</span>' +
        '<span class="positive" style="--weight:0%" title="0">&lt;b&gt;</span>' +
        '<span class="positive" style="--weight:25%" title="+0.13">⇥\t</span></pre>',
    );
    expect(html).toContain('<span class="negative" style="--weight:25%" title="−1.00">⇥\t</span>');
  });

  it('refuses a unit without a value for each token', () => {
    const units = [{ caption: 'unit 3', values: [1, 2] }];
    expect(() => activationsSection('Units', { tokens, units })).toThrow(
      new Error('values must be an array of 4 numbers, as there are tokens; received [1, 2].'),
    );
  });
});
