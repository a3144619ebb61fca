/** The report's style sheet: two colour schemes, system fonts, readable on a phone and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #faf8f4; --card: #ffffff; --ink: #22201c; --muted: #6f6a61; --rule: #e6e1d7;
  --training: #b9885a; --validation: #1f6f6b; --shadow: 0 1px 2px rgb(60 50 30 / 0.08);
  --negative: #c4552d; --positive: #1c7fa6; --neutral: #b9b3a6; --full: 62%;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #171614; --card: #201f1c; --ink: #ece8df; --muted: #a29b8d; --rule: #37342e;
    --training: #d3a273; --validation: #5fc2b8; --shadow: none;
    --negative: #e0714a; --positive: #3f9fc6; --neutral: #6d675d; --full: 58%;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 24px 64px; }
header h1 { margin: 0; font: 600 30px/1.2 Georgia, "Times New Roman", serif; letter-spacing: -0.01em; }
header p { margin: 6px 0 0; color: var(--muted); }
.negative { --side: var(--negative); }
.positive { --side: var(--positive); }
h2 { margin: 40px 0 12px; font: 600 19px/1.3 Georgia, "Times New Roman", serif; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 28px 0 12px; }
.figures div, .curves figure, .samples li, table, .details pre { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; box-shadow: var(--shadow); }
.figures div { padding: 14px 16px; }
.figures span { display: block; color: var(--muted); font-size: 13px; }
.figures strong { display: block; font-size: 25px; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
.figures small { color: var(--muted); }
.curves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 12px; }
.curves figure { margin: 0; padding: 14px 12px 6px; }
.curves figcaption { padding: 0 6px; font-weight: 600; }
.curves svg { display: block; width: 100%; height: auto; }
.samples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 12px; margin: 0; padding: 0; list-style: none; }
.samples li { padding: 12px 16px; }
.samples span { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
.samples pre { margin: 6px 0 0; font: 14px/1.5 Georgia, "Times New Roman", serif; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.tokens { margin: 0; padding: 14px 16px; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; font: 15px/1.7 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.tokens span { border-radius: 3px; background: color-mix(in srgb, var(--validation) 16%, transparent); }
.tokens span:nth-child(2n) { background: color-mix(in srgb, var(--training) 22%, transparent); }
pre.plain { margin: 0; padding: 14px 16px; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; font: 13px/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-x: auto; }
.heat { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 12px; }
.heat figure { margin: 0; padding: 12px 16px; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; overflow-x: auto; }
.heat figcaption { margin-bottom: 8px; }
.heat table { width: auto; border: 0; box-shadow: none; background: none; border-radius: 0; }
.heat td, .heat th { padding: 0; border: 0; width: 22px; min-width: 22px; height: 22px; font-size: 13px; white-space: nowrap; }
.heat thead th { height: auto; padding-bottom: 4px; vertical-align: bottom; } .heat thead span { writing-mode: vertical-rl; transform: rotate(180deg); }
.heat tbody th { width: auto; padding-right: 8px; text-align: right; }
.heat tbody td { background: color-mix(in srgb, var(--validation) var(--weight), var(--page)); border: 1px solid var(--card); }
.activations { display: grid; gap: 12px; }
.activations figure, .embedding { margin: 0; padding: 12px 16px; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; box-shadow: var(--shadow); }
.activations figcaption, .embedding figcaption { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between; align-items: start; margin-bottom: 8px; font-weight: 600; }
.activations pre { margin: 0; font: 15px/1.7 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.activations pre span { padding: 2px 0; background: color-mix(in srgb, color-mix(in srgb, var(--side) var(--full), transparent) var(--weight), transparent); }
.scale { width: 220px; color: var(--muted); font-size: 12px; font-weight: 400; }
.scale i { display: block; height: 8px; border-radius: 4px; background: linear-gradient(to right, var(--negative), var(--neutral), var(--positive)); }
.activations .scale i { background: linear-gradient(to right, color-mix(in srgb, var(--negative) var(--full), transparent), transparent, color-mix(in srgb, var(--positive) var(--full), transparent)); border: 1px solid var(--rule); }
.scale div { display: flex; justify-content: space-between; font-variant-numeric: tabular-nums; }
.embedding { overflow-x: auto; }
.embedding svg { display: block; width: 100%; min-width: 860px; height: auto; }
.embedding circle { fill: color-mix(in srgb, var(--side) var(--weight), var(--neutral)); stroke: var(--card); stroke-width: 1; }
.embedding text { fill: var(--ink); font-size: 13px; dominant-baseline: central; paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round; pointer-events: none; }
.embedding p { margin: 8px 0 0; color: var(--muted); font-size: 13px; }
.none { color: var(--muted); }
.details { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 540px), 1fr)); gap: 0 24px; align-items: start; }
table { width: 100%; border-collapse: separate; border-spacing: 0; overflow: hidden; }
th, td { padding: 6px 14px; border-top: 1px solid var(--rule); text-align: left; font-weight: 400; }
tr:first-child > * { border-top: 0; }
th { width: 45%; color: var(--muted); }
td { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.details pre { margin: 0; padding: 14px 16px; overflow-x: auto; font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
@media print { body { background: none; } .samples li, figure { break-inside: avoid; } }
`;
