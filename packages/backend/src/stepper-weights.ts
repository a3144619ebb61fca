import { gateCount, type SteppedLayer, type SteppedNetwork } from '@refrain/ops';
import type { recordLayouts } from './generated/kernels.js';
import type { Runtime } from './runtime/runtime.js';

type LayerFields = Record<(typeof recordLayouts.stepLayer)[number][0], number>;

/** Above this many multiplications, the first layer's inputs aren't projected for the whole vocabulary beforehand. */
const mostTableProducts = 2 ** 23;

/** A stepped network's weights in the kernels' memory: padded, packed, and projected where that saves work. */
export class StepperWeights {
  readonly layers: readonly LayerFields[];
  readonly stateSize: number;
  /** Floats that the widest intermediate of one row takes. */
  readonly scratchStride: number;
  /** The embedding's address where each step looks it up, else 0. */
  readonly embedding: number;
  readonly outputPanels: number;
  readonly outputBias: number;
  readonly #runtime: Runtime;
  readonly #blocks: number[] = [];

  constructor(runtime: Runtime, network: SteppedNetwork) {
    this.#runtime = runtime;
    const { embedding, vocabularySize, layers, output } = network;
    const first = layers[0]!;
    const embeddingUnits = embedding ? embedding.length / vocabularySize : vocabularySize;
    const products = (embedding?.length ?? 0) * gateCount[first.cell] * first.units;
    const looksUp = embedding !== undefined && products > mostTableProducts;
    this.embedding = looksUp ? this.#copy(embedding) : 0;
    this.layers = layers.map((layer, index) => {
      if (index === 0 && !looksUp) {
        return { ...this.#layer(layer), table: this.#table(network), inputPanels: 0, inputUnits: 0, bias: 0 };
      }
      const units = index === 0 ? embeddingUnits : layers[index - 1]!.units;
      const depth = index === 0 ? units : padded(units);
      const width = gateCount[layer.cell] * padded(layer.units);
      const kernel = this.#padGates(layer, layer.kernel, { rows: units, depth });
      const panels = this.#pack(kernel, { stride: width, depth, columns: width });
      return {
        ...this.#layer(layer),
        table: 0,
        inputPanels: panels,
        inputUnits: depth,
        bias: this.#copy(inputBias(layer)),
      };
    });
    const last = layers.at(-1)!;
    const depth = padded(last.units);
    const kernel = new Float32Array(depth * vocabularySize);
    kernel.set(output.kernel);
    const outputKernel = this.#copy(kernel);
    this.outputPanels = this.#pack(outputKernel, { stride: vocabularySize, depth, columns: vocabularySize });
    this.outputBias = this.#copy(output.bias);
    this.stateSize = layers.reduce((sum, { cell, units }) => sum + (cell === 'lstm' ? 2 : 1) * units, 0);
    const widest = Math.max(...layers.map(({ units }) => 5 * padded(units)), embeddingUnits * Number(looksUp));
    this.scratchStride = Math.max(widest, padded(vocabularySize));
  }

  /** A block of `words` floats or integers that goes with the weights. */
  allocate(words: number): number {
    const address = this.#runtime.heap.allocate(4 * words);
    this.#blocks.push(address);
    return address;
  }

  dispose(): void {
    this.#blocks.splice(0).forEach((address) => this.#runtime.heap.free(address));
  }

  /** What every layer has: its recurrent kernel in panels, and a GRU's bias of the candidate. */
  #layer(layer: SteppedLayer): Omit<LayerFields, 'table' | 'inputPanels' | 'inputUnits' | 'bias'> {
    const { cell, units, resetAfter } = layer;
    const depth = padded(units);
    const stride = gateCount[cell] * depth;
    const kernel = this.#padGates(layer, layer.recurrentKernel, { rows: units, depth });
    const resetBefore = cell === 'gru' && !resetAfter;
    const candidate = new Float32Array(depth);
    if (cell === 'gru' && resetAfter) candidate.set(layer.bias.subarray(5 * units, 6 * units));
    return {
      cell: resetBefore ? 2 : { rnn: 0, gru: 1, lstm: 3 }[cell],
      units,
      paddedUnits: depth,
      panels: this.#pack(kernel, { stride, depth, columns: resetBefore ? 2 * depth : stride }),
      candidatePanels: resetBefore ? this.#pack(kernel + 8 * depth, { stride, depth, columns: depth }) : 0,
      candidateBias: this.#copy(candidate),
    };
  }

  /** The first layer's projected input of every id: [vocabulary, gates, padded]. */
  #table({ embedding, vocabularySize, layers }: SteppedNetwork): number {
    const layer = layers[0]!;
    const columns = gateCount[layer.cell] * layer.units;
    const depth = embedding ? embedding.length / vocabularySize : 0;
    const projected = embedding ? new Float32Array(vocabularySize * columns) : layer.kernel;
    for (let id = 0; embedding && id < vocabularySize; id++) {
      const row = projected.subarray(id * columns, (id + 1) * columns);
      for (let unit = 0; unit < depth; unit++) {
        const factor = embedding[id * depth + unit]!;
        for (let column = 0; column < columns; column++)
          row[column]! += factor * layer.kernel[unit * columns + column]!;
      }
    }
    const address = this.#padGates(layer, projected, { rows: vocabularySize, depth: vocabularySize });
    const bias = inputBias(layer);
    const table = this.#runtime.floats(address, vocabularySize * bias.length);
    for (let place = 0; place < table.length; place++) table[place]! += bias[place % bias.length]!;
    return address;
  }

  /** [rows, gates · units] as [depth, gates · padded], zeros filling up both. */
  #padGates(layer: SteppedLayer, values: Float32Array, size: { rows: number; depth: number }): number {
    const { units } = layer;
    const width = padded(units);
    const blocks = size.rows * gateCount[layer.cell];
    const result = new Float32Array(size.depth * gateCount[layer.cell] * width);
    for (let block = 0; block < blocks; block++) {
      result.set(values.subarray(block * units, (block + 1) * units), block * width);
    }
    return this.#copy(result);
  }

  #pack(source: number, matrix: { stride: number; depth: number; columns: number }): number {
    const panels = this.allocate(matrix.depth * padded(matrix.columns));
    this.#runtime.runParts('pack', { source, ...matrix, transposed: 0, panels }, 1);
    return panels;
  }

  #copy(values: Float32Array): number {
    const address = this.allocate(values.length);
    this.#runtime.floats(address, values.length).set(values);
    return address;
  }
}

/** A size rounded up to whole panels. */
function padded(size: number): number {
  return Math.ceil(size / 8) * 8;
}

/** The bias that joins the projected input: a GRU's gates add both of theirs there. */
function inputBias({ cell, units, resetAfter, bias }: SteppedLayer): Float32Array {
  const gates = gateCount[cell];
  const width = padded(units);
  const result = new Float32Array(gates * width);
  for (let gate = 0; gate < gates; gate++) {
    for (let unit = 0; unit < units; unit++) {
      const place = gate * units + unit;
      const joined = cell === 'gru' && resetAfter && gate < 2 ? bias[gates * units + place]! : 0;
      result[gate * width + unit] = bias[place]! + joined;
    }
  }
  return result;
}
