import { karpathy } from './presets/char-rnn.js';
import { lyrics, recurrence } from './presets/from-scratch.js';
import { geron, stacked } from './presets/geron.js';
import type { Preset } from './presets/hyper-parameters.js';
import { dinosaurs, headlines } from './presets/lines.js';
import { best, quick } from './presets/own.js';
import { verne } from './presets/verne.js';

/** Every preset by name: the one place where the numbers of a run are chosen. */
export const presets = {
  quick,
  geron,
  'geron-single': { ...geron, summary: 'the same with carried state, one strip of text', stateful: true, batch: 1 },
  'geron-stateful': { ...geron, summary: 'the same with carried state, 32 strips of text', stateful: true },
  stacked,
  'char-rnn': karpathy,
  dinosaurs,
  headlines,
  lyrics,
  verne,
  recurrence,
  best,
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as PresetName[];

/** The preset of that name, with every field that presets may have. */
export function preset(name: PresetName): Preset {
  return presets[name];
}
