import { elementCost } from '../../runtime/runtime.js';
import { type Workspace, withWorkspace } from '../../workspace.js';

/** Numbers of the operations in assembly/elementwise.ts. */
const binary = { add: 0, subtract: 1, multiply: 2 } as const;
const tanh = 10;

/** target [count] = a ○ b, each [count]; exactly so many, whatever stands behind them. */
export function combine(
  workspace: Workspace,
  operation: keyof typeof binary,
  { a, b, target, count }: { a: number; b: number; target: number; count: number },
): void {
  // The kernel writes whole vectors.
  const whole = count - (count % 4);
  const task = { operation: binary[operation], a, b, scalarA: 0, scalarB: 0, target, count: whole };
  workspace.backend.runtime.run('binary', task, elementCost.add * whole);
  const [left, right, result] = [a, b, target].map((address) => workspace.floats(address, count)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let place = whole; place < count; place++) {
    const [x, y] = [left[place]!, right[place]!];
    result[place] = operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y;
  }
}

/** values [count] become tanh(values); exactly so many. */
export function squash(workspace: Workspace, values: number, count: number): void {
  const whole = count - (count % 4);
  const task = { operation: tanh, source: values, target: values, count: whole };
  workspace.backend.runtime.run('unary', task, elementCost.transcendental * whole);
  const rest = workspace.floats(values + 4 * whole, count - whole);
  rest.forEach((value, place) => (rest[place] = Math.tanh(value)));
}

/** Copies `count` floats. */
export function copy(workspace: Workspace, { from, to, count }: { from: number; to: number; count: number }): void {
  workspace.floats(to, count).set(workspace.floats(from, count));
}

/** Copies rows of `width` floats from one stride to another. */
export function copyColumns(
  workspace: Workspace,
  matrix: { source: number; sourceStride: number; target: number; targetStride: number; rows: number; width: number },
): void {
  const { source, sourceStride, target, targetStride, rows, width } = matrix;
  arrange(workspace, { source, target, rows, second: 0, width, sourceStride, targetStride });
}

/** [rows, time, width] as [time, rows, width], in which a position's rows are neighbours. */
export function toTimeMajor(
  workspace: Workspace,
  { source, target, rows, time, width }: { source: number; target: number; rows: number; time: number; width: number },
): void {
  exchange(workspace, { source, target, count: rows * time, second: time, width });
}

/** The inverse of {@link toTimeMajor}. */
export function toBatchMajor(
  workspace: Workspace,
  { source, target, rows, time, width }: { source: number; target: number; rows: number; time: number; width: number },
): void {
  exchange(workspace, { source, target, count: rows * time, second: rows, width });
}

/** Rows [count / second, second, width] become [second, count / second, width]. */
function exchange(
  workspace: Workspace,
  { source, target, count, second, width }: { [name in 'source' | 'target' | 'count' | 'second' | 'width']: number },
): void {
  arrange(workspace, { source, target, rows: count, second, width, sourceStride: width, targetStride: width });
}

/** Copies rows of one block; see assembly/columns.ts. */
function arrange(
  { backend }: Workspace,
  matrix: {
    [name in 'source' | 'target' | 'rows' | 'second' | 'width' | 'sourceStride' | 'targetStride']: number;
  },
): void {
  const { source, target, rows, second, width, sourceStride, targetStride } = matrix;
  withWorkspace(backend, (room) => {
    const task = {
      ...{ source, target, rows, second },
      ...{ order: room.copy(Int32Array.of(0)), blocks: 1 },
      ...{ widthSource: width, widthTarget: width, strideSource: sourceStride, strideTarget: targetStride },
    };
    backend.runtime.run('arrange', task, elementCost.copy * rows * width);
  });
}
