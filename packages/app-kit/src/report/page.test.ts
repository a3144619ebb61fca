import { activationsSection } from './activations-section.js';
import { embeddingSection } from './embedding-section.js';
import { reportPage } from './page.js';
import type { ReportData } from './report-data.js';
import { heatMapSection, plainSection, tokensSection } from './sections.js';

const data: ReportData = {
  title: 'sonnets · quick',
  subtitle: '94,109 characters',
  figures: [{ label: 'Lowest validation loss', value: '1.700', note: 'nats a character' }],
  curves: [
    {
      title: 'Loss',
      unit: 'nats a character',
      lines: [
        {
          name: 'training',
          role: 'training',
          points: [
            [1, 4],
            [100, 2],
            [200, 1.5],
          ],
        },
        {
          name: 'validation',
          role: 'validation',
          points: [
            [100, 2.2],
            [200, 1.7],
          ],
        },
      ],
    },
  ],
  samples: [{ step: 1200, text: 'Shall I <script>alert("thee")</script>\n & thou' }],
  sections: [tokensSection('The last sample, token by token', ['Shall', ' I', '\n<b>'])],
  settings: [['units', '256']],
  summary: 'GRU [128] > Dense',
};

describe('reportPage', () => {
  const page = reportPage(data);

  it('shows the figures, the samples with their steps, the settings and the model', () => {
    for (const part of [
      'sonnets · quick',
      '1.700',
      'step 1,200',
      '<th scope="row">units</th><td>256</td>',
      'GRU [128] &gt; Dense',
    ]) {
      expect(page).toContain(part);
    }
  });

  it('draws each line of a curve, in the colours of the page', () => {
    expect(page.match(/<svg/g)).toHaveLength(1);
    expect(page).toContain('aria-label="Loss"');
    expect(page).toMatch(/<path d="M[^"]*"[^>]*stroke="var\(--training\)"/);
    expect(page).toMatch(/<path d="M[^"]*"[^>]*stroke="var\(--validation\)"/);
  });

  it('lets no text become markup', () => {
    expect(page).not.toContain('<script');
    expect(page).toContain('Shall I &lt;script&gt;alert(&quot;thee&quot;)&lt;/script&gt;\n &amp; thou');
  });

  it('shows the last sample token by token, where tokens are more than characters', () => {
    expect(page).toContain('<pre class="tokens"><span>Shall</span><span> I</span><span>\n&lt;b&gt;</span></pre>');
    expect(reportPage({ ...data, sections: [] })).not.toContain('class="tokens"');
  });

  it('shows heat maps with their weights, and plain text', () => {
    const map = { caption: 'a < b', columns: ['red', 'car'], rows: ['coche'], weights: [[0.126, 0.874]] };
    const shown = reportPage({
      ...data,
      sections: [heatMapSection('Attention', [map]), plainSection('Tree', '└ <b>')],
    });
    expect(shown).toContain('<h2>Attention</h2>');
    expect(shown).toContain('<figcaption>a &lt; b</figcaption>');
    expect(shown).toContain(
      '<tr><th scope="row">coche</th><td style="--weight:13%" title="13 %"></td><td style="--weight:87%" title="87 %"></td></tr>',
    );
    expect(shown).toContain('<pre class="plain">└ &lt;b&gt;</pre>');
  });

  it('loads nothing from elsewhere', () => {
    const view = { words: ['a'], vectors: [1], values: [1], valueName: 'sentiment' };
    const activations = { tokens: ['a'], units: [{ caption: 'unit 1', values: [1] }] };
    const sections = [embeddingSection('Words', view), activationsSection('Units', activations)];
    const page = reportPage({ ...data, sections });
    const links = page.match(/\b(?:https?:)?\/\/[^\s"')]+|url\([^)]*\)|\bsrc=|<link/g) ?? [];
    expect(links.filter((link) => link !== 'http://www.w3.org/2000/svg' && !link.startsWith('url(#'))).toEqual([]);
  });

  it('has a light and a dark scheme', () => {
    expect(page).toContain('@media (prefers-color-scheme: dark)');
  });

  it('says so where no sample was made', () => {
    expect(reportPage({ ...data, samples: [] })).toContain('No sample was made before the training ended.');
  });

  it('has no place for samples of models that write nothing', () => {
    const { samples: _samples, ...silent } = data;
    expect(reportPage(silent)).not.toContain('What it wrote');
  });
});
