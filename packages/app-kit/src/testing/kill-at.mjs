/**
 * Kills the process, as `kill -9` does, at its n-th call to the file system (n in the variable KILL_AT_CALL): at calls
 * that write, with half of the bytes written. Loaded into the real command line by `node --import`.
 */
import { promises as fs } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

let callsLeft = Number(process.env.KILL_AT_CALL);

function isFatal() {
  return --callsLeft === 0;
}

function die() {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

for (const name of ['mkdir', 'readdir', 'rename', 'rm']) {
  const original = fs[name];
  fs[name] = (...given) => (isFatal() ? die() : original(...given));
}

const open = fs.open;
fs.open = async (...given) => {
  if (isFatal()) return die();
  const handle = await open(...given);
  const { writeFile, sync } = handle;
  handle.writeFile = async (bytes) => {
    if (!isFatal()) return writeFile.call(handle, bytes);
    await writeFile.call(handle, bytes.subarray(0, bytes.length >> 1));
    return die();
  };
  handle.sync = () => (isFatal() ? die() : sync.call(handle));
  return handle;
};

syncBuiltinESMExports();
