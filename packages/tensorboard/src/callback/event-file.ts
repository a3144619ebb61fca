import { mkdir, open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ArtifactError } from '@refrain/core';
import { eventRecord } from '../event-file/event.js';
import type { TensorBoardEvent } from '../event-file/event.js';

const writer = '@refrain/tensorboard';

/** An event file that is being written. */
export interface EventFile {
  /** Adds events; they have left this process when it resolves. @throws ArtifactError if they can't be written */
  append(events: readonly TensorBoardEvent[]): Promise<void>;
  /** Waits until everything added is on the disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Begins a new event file in the folder of one of TensorBoard's runs, which is made where it is not there.
 *
 * @param wallTime seconds since 1970
 * @throws ArtifactError if it can't be made
 */
export async function createEventFile(folder: string, wallTime: number): Promise<EventFile> {
  const place = placeOf(folder);
  const file = await explaining(place, async () => {
    await mkdir(folder, { recursive: true });
    return open(join(folder, await nextName(folder, wallTime)), 'ax');
  });
  const eventFile: EventFile = {
    append: (events) => explaining(place, () => file.appendFile(Buffer.concat(events.map(eventRecord)))),
    flush: () => explaining(place, () => file.datasync()),
    close: () => file.close(),
  };
  try {
    await eventFile.append([{ kind: 'fileVersion', wallTime: Math.floor(wallTime), writer }]);
    return eventFile;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Whether there are event files in a folder. @throws ArtifactError if what is there is no folder */
export async function hasEventFiles(folder: string): Promise<boolean> {
  const seconds = await explaining(placeOf(folder), () => eventFileSeconds(folder));
  return seconds.length > 0;
}

/**
 * A name that sorts behind those of all event files there: that is the order in which TensorBoard reads them, whatever
 * the clock said.
 */
async function nextName(folder: string, wallTime: number): Promise<string> {
  const newest = Math.max(-1, ...(await eventFileSeconds(folder)));
  const seconds = Math.max(Math.floor(wallTime), newest + 1);
  return `events.out.tfevents.${String(seconds).padStart(10, '0')}.refrain`;
}

/** What errors call the event files of a folder. */
function placeOf(folder: string): string {
  return `${basename(folder)}/events.out.tfevents`;
}

/** When the event files in a folder were begun, by their names, also those of other programs. */
async function eventFileSeconds(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.flatMap((name) => /^events\.out\.tfevents\.(\d+)\./.exec(name)?.[1] ?? []).map(Number);
}

async function explaining<Result>(artifact: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const { message } = cause as Error;
    throw new ArtifactError({
      artifact,
      message: `expected to write ${artifact}; ${message}. Mend that and resume from the last checkpoint.`,
      cause,
    });
  }
}
