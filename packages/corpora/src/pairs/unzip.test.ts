import { ArtifactError } from '@refrain/core';
import { unzippedPairs } from './load-pairs.js';
import { unzip } from './unzip.js';

// with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as archive:
//     archive.writestr(zipfile.ZipInfo('spa-eng/_about.txt'), 'About.\n', zipfile.ZIP_DEFLATED)
//     archive.writestr(zipfile.ZipInfo('spa-eng/spa.txt'),
//                      'Go.\tVe.\nGo.\tVete.\nRun!\t¡Corre!\nRun!\t¡Corred!\n', zipfile.ZIP_DEFLATED)
const archive = Buffer.from(
  'UEsDBBQAAAAIAAAAIQBun4XFCQAAAAcAAAASAAAAc3BhLWVuZy9fYWJvdXQudHh0c0zKLy3R4wIAUEsDBBQAAAAIAAAAIQAYFwuG' +
    'IQAAAC8AAAAPAAAAc3BhLWVuZy9zcGEudHh0c8/X4wxL1eNyB9MlQFZQaZ4i56GFzvlFRamKKLwURS4AUEsBAhQDFAAAAAgAAAAh' +
    'AG6fhcUJAAAABwAAABIAAAAAAAAAAAAAAIABAAAAAHNwYS1lbmcvX2Fib3V0LnR4dFBLAQIUAxQAAAAIAAAAIQAYFwuGIQAAAC8A' +
    'AAAPAAAAAAAAAAAAAACAATkAAABzcGEtZW5nL3NwYS50eHRQSwUGAAAAAAIAAgB9AAAAhwAAAAAA',
  'base64',
);

describe('unzip', () => {
  it('gives the bytes of one file', async () => {
    expect(new TextDecoder().decode(await unzip(archive, 'spa-eng/_about.txt', 'spa-eng'))).toBe('About.\n');
  });

  it('says that there is no such file', async () => {
    const unzipping = unzip(archive, 'spa.txt', 'spa-eng');
    await expect(unzipping).rejects.toThrow(ArtifactError);
    await expect(unzipping).rejects.toMatchObject({
      message: 'expected spa-eng to be a zip archive with the file spa.txt; it has no such file. Download it again.',
    });
  });

  it.each([
    ['nothing', archive.subarray(0, 0)],
    ['a text', Buffer.from('Go.\tVe.\n')],
    ['an archive cut short', archive.subarray(0, 100)],
  ])('refuses %s', async (_, bytes) => {
    await expect(unzip(bytes, 'spa.txt', 'spa-eng')).rejects.toMatchObject({
      message: 'expected spa-eng to be a zip archive with the file spa.txt; invalid zip data. Download it again.',
    });
  });
});

describe('unzippedPairs', () => {
  it('are those of the file that the table names', async () => {
    expect(await unzippedPairs(archive, 'spa-eng')).toEqual([
      { source: 'Go.', target: 'Ve.' },
      { source: 'Go.', target: 'Vete.' },
      { source: 'Run!', target: '¡Corre!' },
      { source: 'Run!', target: '¡Corred!' },
    ]);
  });
});
