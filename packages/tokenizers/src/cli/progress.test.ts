import { progressBar, progressLine } from './progress.js';

describe('progressLine', () => {
  it('draws the share that is done', () => {
    expect(progressLine({ phase: 'merge', done: 50, total: 200 })).toBe('merge ████████░░░░░░░░░░░░░░░░░░░░░░ 25 %');
    expect(progressLine({ phase: 'count', done: 1234, total: Infinity })).toBe('count 1,234');
  });
});

describe('progressBar', () => {
  function show(isTTY: boolean): string {
    let [time, written] = [0, ''];
    const stream = { isTTY, write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream;
    const bar = progressBar(stream, () => time);
    for (let done = 0; done <= 4; done++) {
      bar.show({ phase: done < 2 ? 'count' : 'merge', done, total: 4 });
      time += 50;
    }
    bar.clear();
    return written.replaceAll(/[█░]+/g, '#');
  }

  it('redraws in place, now and then and at each new phase, and goes away', () => {
    const clear = '\u001b[K';
    expect(show(true)).toBe(`\rcount # 0 %${clear}\rmerge # 50 %${clear}\rmerge # 100 %${clear}\r${clear}`);
  });

  it('shows nothing where there is no terminal', () => {
    expect(show(false)).toBe('');
  });
});
