import type { SteppedNetwork, Stepper } from '@refrain/ops';
import type { Runtime } from './runtime/runtime.js';

export function createWasmStepper(_runtime: Runtime, _network: SteppedNetwork): Stepper {
  throw new Error('later');
}
