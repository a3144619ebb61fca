import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');
const documents = ['.', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))]
  .flatMap((folder) => ['README.md', 'docs/guide.md'].map((name) => join(root, folder, name)))
  .filter((file) => existsSync(file));

const examples = documents.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(
    (match, position) => [`${file.slice(root.length + 1)} #${position + 1}`, match[1]!, dirname(file)] as const,
  ),
);

/* eslint-disable @typescript-eslint/no-require-imports -- jest's own require reads the sources as the tests do */

/** Modules as a reader of the example would have them: our packages from their sources, others from where the package sees them. */
function requireFrom(folder: string): (name: string) => unknown {
  return (name) => {
    const own = /^@refrain\/([a-z]+)(?:\/([a-z]+))?$/.exec(name);
    if (own) return require(join(root, 'packages', own[1]!, 'src', `${own[2] ?? 'index'}.ts`));
    const places = [folder, join(root, 'packages', 'layers'), join(root, 'packages', 'backend')];
    return require(require.resolve(name, { paths: places }));
  };
}

/** The texts that the example says it prints: what follows `// → ` on the lines that log. */
function promised(code: string): string[] {
  return [...code.matchAll(/console\.log\([^\n]*\/\/ → (.*)$/gm)].map((match) => match[1]!);
}

describe('the examples of the documents', () => {
  it.each(examples)('%s prints what it says', async (_, code, folder) => {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    const printed: string[] = [];
    const show = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
    const log = (...values: unknown[]): void => void printed.push(values.map(show).join(' '));
    const body = new Function('require', 'exports', 'console', `return (async () => {${outputText}\n})();`);
    await (body as (...given: unknown[]) => Promise<void>)(requireFrom(folder), {}, { ...console, log });
    expect(printed.filter((_, position) => position < promised(code).length)).toEqual(promised(code));
  });
});
