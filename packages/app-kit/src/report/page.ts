import { drawCurve } from './chart.js';
import { escapeHtml } from './escape-html.js';
import type { ReportData, ReportSection, TrainingSample } from './report-data.js';
import { style } from './style.js';

/** The whole report as one HTML file that loads nothing from elsewhere. */
export function reportPage(data: ReportData): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(data.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(data.title)}</h1>
<p>${escapeHtml(data.subtitle)}</p>
</header>
<section class="figures" aria-label="Results">
${data.figures.map(figure).join('\n')}
</section>
<section class="curves" aria-label="Curves">
${data.curves.map((curve) => `<figure><figcaption>${escapeHtml(curve.title)}</figcaption>${drawCurve(curve)}</figure>`).join('\n')}
</section>
${data.samples ? samplesSection(data.samples) : ''}${data.sections.map(section).join('')}<section class="details">
<div>
<h2>Hyper-parameters</h2>
<table>
${data.settings.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('\n')}
</table>
</div>
<div>
<h2>Model</h2>
<pre>${escapeHtml(data.summary)}</pre>
</div>
</section>
</main>
</body>
</html>
`;
}

function figure({ label, value, note }: ReportData['figures'][number]): string {
  const small = note === undefined ? '' : `<small>${escapeHtml(note)}</small>`;
  return `<div><span>${escapeHtml(label)}</span><strong>${escapeHtml(value)}</strong>${small}</div>`;
}

function samplesSection(samples: readonly TrainingSample[]): string {
  const written = samples.map(
    ({ step, text }) => `<li><span>step ${step.toLocaleString('en')}</span><pre>${escapeHtml(text)}</pre></li>`,
  );
  const none = '<p class="none">No sample was made before the training ended.</p>';
  const html = written.length === 0 ? none : `<ol class="samples">\n${written.join('\n')}\n</ol>`;
  return section({ title: 'What it wrote while it learned', html });
}

function section({ title, html }: ReportSection): string {
  return `<section>
<h2>${escapeHtml(title)}</h2>
${html}
</section>
`;
}
