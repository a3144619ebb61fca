import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHeadlines } from './read-headlines.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-headlines-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function file(content: string): Promise<string> {
  const path = join(folder, 'news.csv');
  await writeFile(path, content);
  return path;
}

describe('readHeadlines', () => {
  it('gives the titles as they are, with quotation marks, commas and line ends', async () => {
    const path = await file(
      '"3","Oil Hits \\$47, Says ""Report"" ","Prices rose."\n"1","Two\\nLines","It\'s ""so""."\n"4","AT&amp;T #39;s","x"\n',
    );
    expect(await readHeadlines(path)).toEqual(['Oil Hits \\$47, Says "Report" ', 'Two\nLines', 'AT&amp;T #39;s']);
  });

  it.each([
    ['"3","A title"\n', 'has 2 columns in line 1'],
    ['"3","A","b"\nclass,title,description\n', 'has the class "class" in line 2'],
    ['"3","A","b"\n"5","A","b"\n', 'has the class "5" in line 2'],
    ['"3"," ","b"\n', 'has an empty title in line 1'],
  ])('refuses %j', async (content, reason) => {
    const path = await file(content);
    await expect(readHeadlines(path)).rejects.toThrow(
      new Error(
        `headlines must be rows of a class from 1 to 4, a title and a description; ${path} ${reason}. Give a file in the form of AG News.`,
      ),
    );
  });

  it('refuses a path where nothing is, what is no path, and unknown options', async () => {
    const path = join(folder, 'nothing');
    await expect(readHeadlines(path)).rejects.toThrow(
      new Error(`a corpus must be the path of a file of AG News; ${path} does not exist. Check the path.`),
    );
    await expect(readHeadlines('')).rejects.toThrow(new Error('path must be that of a file of AG News; received "".'));
    await expect(readHeadlines(path, { column: 2 } as never)).rejects.toThrow(
      new Error('readHeadlines does not know the option "column"; known options are signal.'),
    );
  });
});
