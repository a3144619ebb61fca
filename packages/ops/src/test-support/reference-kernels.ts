import type { OptimizerUpdateAttributes, SparseSoftmaxCrossEntropyAttributes } from '../kernels.js';

/** x · kernel + bias in float64; x is [rows, inputUnits], kernel [inputUnits, units]. */
export function linearReference(x: Float64Array, kernel: Float64Array, bias: Float64Array): Float64Array {
  const units = bias.length;
  const inputUnits = kernel.length / units;
  return Float64Array.from({ length: (x.length / inputUnits) * units }, (_, position) => {
    const [row, unit] = [Math.floor(position / units), position % units];
    let sum = bias[unit]!;
    for (let index = 0; index < inputUnits; index++) {
      sum += x[row * inputUnits + index]! * kernel[index * units + unit]!;
    }
    return sum;
  });
}

export interface CrossEntropyArrays {
  readonly logits: Float64Array;
  readonly targets: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
}

/** The fused loss in float64, written as its definition is. */
export function crossEntropyReference(
  { logits, targets, weights }: CrossEntropyArrays,
  { labelSmoothing, ignoredId }: Pick<SparseSoftmaxCrossEntropyAttributes, 'labelSmoothing' | 'ignoredId'>,
): { mean: number; weight: number; correct: number; gradient: Float64Array } {
  const classes = logits.length / targets.length;
  let [sum, weight, correct] = [0, 0, 0];
  const gradient = new Float64Array(logits.length);
  for (let row = 0; row < targets.length; row++) {
    const scores = logits.subarray(row * classes, (row + 1) * classes);
    const counted = targets[row] === ignoredId ? 0 : (weights?.[row] ?? 1);
    const logTotal = Math.log(scores.reduce((total, score) => total + Math.exp(score), 0));
    scores.forEach((score, id) => {
      const wanted = (id === targets[row] ? 1 - labelSmoothing : 0) + labelSmoothing / classes;
      sum -= counted * wanted * (score - logTotal);
      gradient[row * classes + id] = counted * (Math.exp(score - logTotal) - wanted);
    });
    weight += counted;
    if (scores.indexOf(Math.max(...scores)) === targets[row]) correct += counted;
  }
  const scale = weight === 0 ? 0 : 1 / weight;
  return { mean: sum * scale, weight, correct, gradient: gradient.map((value) => value * scale) };
}

/** One update of one number: [value, ...slots] in, the new ones out. */
export function optimizerReference(
  [value = 0, ...slots]: readonly number[],
  gradient: number,
  rule: OptimizerUpdateAttributes,
): number[] {
  const clipped = Math.max(-rule.clipValue, Math.min(rule.clipValue, rule.gradientScale * gradient));
  const g = clipped + rule.l2 * value;
  const [first = 0, second = 0] = slots;
  switch (rule.rule) {
    case 'adam': {
      const m = rule.beta1 * first + (1 - rule.beta1) * g;
      const v = rule.beta2 * second + (1 - rule.beta2) * g * g;
      const step = (rule.stepMomentum * m + rule.stepGradient * g) / (Math.sqrt(v * rule.varianceScale) + rule.epsilon);
      return [value * (1 - rule.decay) - step, m, v];
    }
    case 'rmsprop': {
      const v = rule.rho * first + (1 - rule.rho) * g * g;
      const root = rule.epsilonInside ? Math.sqrt(v + rule.epsilon) : Math.sqrt(v) + rule.epsilon;
      if (rule.momentum === 0) return [value - (rule.rate * g) / root, v];
      const b = rule.momentum * second + (rule.rate * g) / root;
      return [value - b, v, b];
    }
    case 'sgd': {
      if (rule.momentum === 0) return [value - rule.rate * g];
      const b = rule.momentum * first - rule.rate * g;
      return [value + (rule.nesterov ? rule.momentum * b - rule.rate * g : b), b];
    }
  }
}
