import { assertSameSettings } from '../command-line/settings.js';
import { extendedSettings } from './extended-length.js';
import type { RunLength } from './extended-length.js';
import { assertFree, readRecord } from './run-folder.js';
import type { RunFormat } from './run-folder.js';

/** What `train` of every app takes, whatever else. */
export interface RunRequest extends Pick<RunLength, 'steps' | 'epochs'> {
  readonly run?: string;
  readonly resume?: boolean;
}

/** What an app says of its runs, for {@link requestedRun}. */
export interface RunKind<Options, Settings, Record> {
  readonly format: RunFormat<Record>;
  /** The settings of a new run. */
  settings(options: Options): Settings;
  /** The folder that it goes into where none is given. */
  folder(settings: Settings): string;
  /** What the options would change in a stored run, one line each. */
  differences(stored: Settings, options: Options): string[];
}

/** The run that a command line asks for. */
export interface RequestedRun<Settings, Record> {
  readonly settings: Settings;
  readonly directory: string;
  /** What is in the folder of a run to go on with; undefined for a new one. */
  readonly stored: Record | undefined;
}

/**
 * A new run, or with `--resume` one that was stopped, which may be made longer.
 *
 * @throws UsageError if the folder of a new run is taken, or options differ from the settings of a stored one
 */
export async function requestedRun<
  Options extends RunRequest,
  Settings extends Omit<RunLength, 'validateEvery'>,
  Record extends { readonly settings: Settings },
>(options: Options, kind: RunKind<Options, Settings, Record>): Promise<RequestedRun<Settings, Record>> {
  if (!options.resume) {
    const settings = kind.settings(options);
    const directory = options.run ?? kind.folder(settings);
    await assertFree(directory);
    return { settings, directory, stored: undefined };
  }
  const directory = options.run ?? kind.folder(kind.settings(options));
  const stored = await readRecord(directory, kind.format);
  const settings = extendedSettings(stored.settings, options) ?? stored.settings;
  assertSameSettings(directory, kind.differences(settings, options));
  return { settings, directory, stored };
}
