import { drawCurve } from './chart.js';
import type { ReportData } from './report-data.js';
import { style } from './style.js';

/** The whole report as one HTML file that loads nothing from elsewhere. */
export function reportPage(data: ReportData): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(data.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>${escape(data.title)}</h1>
<p>${escape(data.subtitle)}</p>
</header>
<section class="figures" aria-label="Results">
${data.figures.map(figure).join('\n')}
</section>
<section class="curves" aria-label="Curves">
${data.curves.map((curve) => `<figure><figcaption>${escape(curve.title)}</figcaption>${drawCurve(curve)}</figure>`).join('\n')}
</section>
<section>
<h2>What it wrote while it learned</h2>
${samples(data)}
</section>
${tokens(data)}<section class="details">
<div>
<h2>Hyper-parameters</h2>
<table>
${data.settings.map(([name, value]) => `<tr><th scope="row">${escape(name)}</th><td>${escape(value)}</td></tr>`).join('\n')}
</table>
</div>
<div>
<h2>Model</h2>
<pre>${escape(data.summary)}</pre>
</div>
</section>
</main>
</body>
</html>
`;
}

function figure({ label, value, note }: ReportData['figures'][number]): string {
  const small = note === undefined ? '' : `<small>${escape(note)}</small>`;
  return `<div><span>${escape(label)}</span><strong>${escape(value)}</strong>${small}</div>`;
}

function samples({ samples }: ReportData): string {
  if (samples.length === 0) return '<p class="none">No sample was made before the training ended.</p>';
  return `<ol class="samples">
${samples.map(({ step, text }) => `<li><span>step ${step.toLocaleString('en')}</span><pre>${escape(text)}</pre></li>`).join('\n')}
</ol>`;
}

/** Each token in a shade that differs from its neighbour's. */
function tokens({ tokens }: ReportData): string {
  if (tokens.length === 0) return '';
  return `<section>
<h2>The last sample, token by token</h2>
<pre class="tokens">${tokens.map((token) => `<span>${escape(token)}</span>`).join('')}</pre>
</section>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text: whatever a corpus holds, nothing of it becomes markup. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
