import { geron } from './presets/geron.js';
import type { Preset } from './presets/hyper-parameters.js';
import { own } from './presets/own.js';
import { raschka } from './presets/raschka.js';
import { reuse } from './presets/reuse.js';

const { quick, sst2 } = own;

/** Every preset by name, in the order of the help: where the numbers of a run are chosen. */
export const presets = { quick, ...geron, ...raschka, ...reuse, sst2 } as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as PresetName[];

/** The preset of that name, with every field that presets may have. */
export function preset(name: PresetName): Preset {
  return presets[name];
}
