/** Attention from one query a row to the source of that row, and its way back. Parts share out the rows. */
import { addScaled } from './columns';
import { multiplyAdd, sum, tanh } from './maths';
import { exponentials, largest, scaleRow } from './rows';
import { partStart } from './split';

/** What a masked score loses: enough for a weight of 0, and finite, so that a row of padding alone gives no NaN. */
const FORBIDDEN: f32 = 1e9;

@unmanaged
export class AttendTask {
  rows: i32;
  source: i32;
  keyUnits: i32;
  valueUnits: i32;
  /** [rows, keyUnits], `queryStride` floats from row to row. */
  queries: usize;
  queryStride: i32;
  /** [rows, source, keyUnits]. */
  keys: usize;
  /** [rows, source, valueUnits]. */
  values: usize;
  /** int32 [rows, source], or 0. */
  mask: usize;
  /** [keyUnits]: scores are Σ scoreScale · tanh(query + key). 0: they are scoreFactor · (query · key). */
  scoreScale: usize;
  scoreFactor: f32;
  /** [rows, source]. */
  weights: usize;
  /** [rows, valueUnits]. */
  contexts: usize;
}

export function attend(task: AttendTask, part: i32, parts: i32): void {
  const last = partStart(task.rows, 1, part + 1, parts);
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) attendRow(task, row);
}

function attendRow(task: AttendTask, row: i32): void {
  const source = task.source, keyUnits = task.keyUnits, valueUnits = task.valueUnits;
  const query = task.queries + (<usize>(row * task.queryStride) << 2);
  const keys = task.keys + (<usize>(row * source * keyUnits) << 2);
  const values = task.values + (<usize>(row * source * valueUnits) << 2);
  const weights = task.weights + (<usize>(row * source) << 2);
  const context = task.contexts + (<usize>(row * valueUnits) << 2);
  for (let place = 0; place < source; place++) {
    const key = keys + (<usize>(place * keyUnits) << 2);
    let score = task.scoreScale
      ? additiveScore(query, key, task.scoreScale, keyUnits)
      : task.scoreFactor * dot(query, key, keyUnits);
    if (isMasked(task.mask, row * source + place)) score -= FORBIDDEN;
    store<f32>(weights + (<usize>place << 2), score);
  }
  const total = exponentials(weights, source, largest(weights, source), weights);
  scaleRow(weights, source, 1 / total, 0);
  memory.fill(context, 0, <usize>valueUnits << 2);
  for (let place = 0; place < source; place++) {
    const weight = load<f32>(weights + (<usize>place << 2));
    if (weight !== 0) addScaled(values + (<usize>(place * valueUnits) << 2), weight, context, valueUnits);
  }
}

@unmanaged
export class AttendBackTask {
  rows: i32;
  source: i32;
  keyUnits: i32;
  valueUnits: i32;
  queries: usize;
  queryStride: i32;
  keys: usize;
  values: usize;
  scoreScale: usize;
  scoreFactor: f32;
  weights: usize;
  /** [rows, valueUnits]. */
  gradientContexts: usize;
  /** [rows, source]; the gradients of the scores take their place. */
  gradientWeights: usize;
  /** [rows, keyUnits], `gradientQueryStride` floats from row to row: added to, like all that follow. */
  gradientQueries: usize;
  gradientQueryStride: i32;
  /** [rows, source, keyUnits]. */
  gradientKeys: usize;
  /** [rows, source, valueUnits]. */
  gradientValues: usize;
  /** With scoreScale [rows, keyUnits]: each row's share of its gradient. */
  gradientScale: usize;
}

export function attendBack(task: AttendBackTask, part: i32, parts: i32): void {
  const last = partStart(task.rows, 1, part + 1, parts);
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) attendRowBack(task, row);
}

function attendRowBack(task: AttendBackTask, row: i32): void {
  const source = task.source, keyUnits = task.keyUnits, valueUnits = task.valueUnits;
  const ofValues = <usize>(row * source * valueUnits) << 2;
  const ofKeys = <usize>(row * source * keyUnits) << 2;
  const weights = task.weights + (<usize>(row * source) << 2);
  const gradients = task.gradientWeights + (<usize>(row * source) << 2);
  const context = task.gradientContexts + (<usize>(row * valueUnits) << 2);
  let mean: f32 = 0;
  for (let place = 0; place < source; place++) {
    const value = ofValues + (<usize>(place * valueUnits) << 2);
    const weight = load<f32>(weights + (<usize>place << 2));
    const at = gradients + (<usize>place << 2);
    const gradient = load<f32>(at) + dot(context, task.values + value, valueUnits);
    store<f32>(at, gradient);
    mean += weight * gradient;
    if (weight !== 0) addScaled(context, weight, task.gradientValues + value, valueUnits);
  }
  const query = task.queries + (<usize>(row * task.queryStride) << 2);
  const gradientQuery = task.gradientQueries + (<usize>(row * task.gradientQueryStride) << 2);
  const gradientScale = task.gradientScale + (<usize>(row * keyUnits) << 2);
  for (let place = 0; place < source; place++) {
    const at = gradients + (<usize>place << 2);
    const score = load<f32>(weights + (<usize>place << 2)) * (load<f32>(at) - mean);
    store<f32>(at, score);
    if (score === 0) continue;
    const offset = ofKeys + (<usize>(place * keyUnits) << 2);
    const key = task.keys + offset;
    const gradientKey = task.gradientKeys + offset;
    if (task.scoreScale) {
      additiveScoreBack(query, key, task.scoreScale, score, gradientQuery, gradientKey, gradientScale, keyUnits);
    } else {
      addScaled(key, score * task.scoreFactor, gradientQuery, keyUnits);
      addScaled(query, score * task.scoreFactor, gradientKey, keyUnits);
    }
  }
}

// @ts-ignore: decorator
@inline
function isMasked(mask: usize, place: i32): bool {
  return mask !== 0 && load<i32>(mask + (<usize>place << 2)) === 0;
}

function dot(a: usize, b: usize, count: i32): f32 {
  const vectors = <usize>(count & ~3) << 2;
  const end = <usize>count << 2;
  let total = f32x4.splat(0);
  let at: usize = 0;
  for (; at < vectors; at += 16) total = multiplyAdd(v128.load(a + at), v128.load(b + at), total);
  let result = sum(total);
  for (; at < end; at += 4) result += load<f32>(a + at) * load<f32>(b + at);
  return result;
}

function additiveScore(query: usize, key: usize, scale: usize, count: i32): f32 {
  const vectors = <usize>(count & ~3) << 2;
  const end = <usize>count << 2;
  let total = f32x4.splat(0);
  let at: usize = 0;
  for (; at < vectors; at += 16) {
    const activation = tanh(f32x4.add(v128.load(query + at), v128.load(key + at)));
    total = multiplyAdd(v128.load(scale + at), activation, total);
  }
  let result = sum(total);
  for (; at < end; at += 4) result += load<f32>(scale + at) * tanhOf(load<f32>(query + at) + load<f32>(key + at));
  return result;
}

/** What a score's gradient `score` is to query, key and scale: adds it to theirs. */
function additiveScoreBack(
  query: usize, key: usize, scale: usize, score: f32, toQuery: usize, toKey: usize, toScale: usize, count: i32,
): void {
  const vectors = <usize>(count & ~3) << 2;
  const end = <usize>count << 2;
  const scores = f32x4.splat(score);
  let at: usize = 0;
  for (; at < vectors; at += 16) {
    const activation = tanh(f32x4.add(v128.load(query + at), v128.load(key + at)));
    const weighted = f32x4.mul(scores, activation);
    const ofSum = f32x4.mul(v128.load(scale + at), f32x4.sub(scores, f32x4.mul(weighted, activation)));
    v128.store(toScale + at, f32x4.add(v128.load(toScale + at), weighted));
    v128.store(toQuery + at, f32x4.add(v128.load(toQuery + at), ofSum));
    v128.store(toKey + at, f32x4.add(v128.load(toKey + at), ofSum));
  }
  for (; at < end; at += 4) {
    const activation = tanhOf(load<f32>(query + at) + load<f32>(key + at));
    const ofSum = load<f32>(scale + at) * score * (1 - activation * activation);
    store<f32>(toScale + at, load<f32>(toScale + at) + score * activation);
    store<f32>(toQuery + at, load<f32>(toQuery + at) + ofSum);
    store<f32>(toKey + at, load<f32>(toKey + at) + ofSum);
  }
}

function tanhOf(x: f32): f32 {
  return f32x4.extract_lane(tanh(f32x4.splat(x)), 0);
}
