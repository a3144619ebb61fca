import { escapeHtml } from './escape-html.js';
import type { ReportSection } from './report-data.js';

/** A text as the pieces that its tokens stand for, each in a shade that differs from its neighbour's. */
export function tokensSection(title: string, tokens: readonly string[]): ReportSection {
  const html = `<pre class="tokens">${tokens.map((token) => `<span>${escapeHtml(token)}</span>`).join('')}</pre>`;
  return { title, html };
}

/** Text in a typewriter's letters, such as a tree. */
export function plainSection(title: string, text: string): ReportSection {
  return { title, html: `<pre class="plain">${escapeHtml(text)}</pre>` };
}

/** Weights from 0 to 1 with what their rows and columns stand for. */
export interface HeatMap {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** `[rows][columns]` */
  readonly weights: readonly ArrayLike<number>[];
}

/** Tables whose cells are the darker the larger their weight, which each says when it is pointed at. */
export function heatMapSection(title: string, maps: readonly HeatMap[]): ReportSection {
  return { title, html: `<div class="heat">\n${maps.map(heatMap).join('\n')}\n</div>` };
}

function heatMap({ caption, columns, rows, weights }: HeatMap): string {
  const head = columns.map((column) => `<th scope="col"><span>${escapeHtml(column)}</span></th>`).join('');
  const body = rows.map((row, index) => {
    const cells = columns.map((_, column) => cell(weights[index]![column]!)).join('');
    return `<tr><th scope="row">${escapeHtml(row)}</th>${cells}</tr>`;
  });
  return `<figure><figcaption>${escapeHtml(caption)}</figcaption><table><thead><tr><td></td>${head}</tr></thead><tbody>${body.join('')}</tbody></table></figure>`;
}

function cell(weight: number): string {
  const percent = Math.round(100 * weight);
  return `<td style="--weight:${percent}%" title="${percent} %"></td>`;
}
