import { commandLine, invocation } from './invocation.js';

const process = (script: string, event?: string) => ({
  argv: ['node', script],
  env: event === undefined ? {} : { npm_lifecycle_event: event },
  cwd: () => '/home/will/refrain',
});

describe('invocation', () => {
  it.each([
    ['npm run shakespeare --', process('/home/will/refrain/apps/shakespeare/dist/cli.js', 'shakespeare')],
    ['node apps/shakespeare/dist/cli.js', process('/home/will/refrain/apps/shakespeare/dist/cli.js', 'test')],
    ['node ../my plays/cli.js', process('/home/will/my plays/cli.js')],
    ['shakespeare', process('/usr/local/bin/shakespeare')],
  ])('%s', (words, given) => {
    expect(invocation(given).replaceAll('"', '')).toBe(words);
  });
});

describe('commandLine', () => {
  it('quotes what the shell would take apart, and nothing else', () => {
    const words = ['--run', 'runs/sonnets-quick', '--prompt', 'Shall I', 'a "b"', "it's"];
    expect(commandLine(...words)).toMatch(/ --run runs\/sonnets-quick --prompt "Shall I" 'a "b"' "it's"$/);
  });
});
