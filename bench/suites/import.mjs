import { execFileSync } from 'node:child_process';

/** Milliseconds that importing a built package takes in a fresh process, its dependency already there; the least of several. */
export async function* run({ smoke }) {
  const [core, tokenizers] = ['core', 'tokenizers'].map((name) => import.meta.resolve(`@refrain/${name}`));
  const script = `await import('${core}'); const start = performance.now(); await import('${tokenizers}'); console.log(performance.now() - start);`;
  const once = () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }));
  const value = Math.min(...Array.from({ length: smoke ? 1 : 20 }, once));
  yield {
    name: 'refrain/import/tokenizers',
    value: Number(value.toFixed(1)),
    unit: 'ms',
    config: { after: '@refrain/core' },
  };
}
