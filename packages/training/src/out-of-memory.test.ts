import { isOutOfMemory } from './out-of-memory.js';

describe('isOutOfMemory', () => {
  it.each([
    'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[32,100,4096] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc',
    'Invalid TF_Status: 8\nMessage: Resource exhausted: failed to allocate memory',
    'RESOURCE_EXHAUSTED: Out of memory while trying to allocate 8589934592 bytes.',
    'Invalid TF_Status: 13\nMessage: Dst tensor is not initialized.',
    "The WebAssembly memory must hold 4294967360 bytes and can't grow beyond 4294967296; 4000000000 are in use. Dispose tensors, or use smaller batches.",
    'Array buffer allocation failed',
    'Invalid typed array length: 9000000000000',
  ])('knows %j', (message) => {
    expect(isOutOfMemory(new Error(message))).toBe(true);
  });

  it.each([
    'Invalid TF_Status: 3\nMessage: Incompatible shapes: [2,3] vs. [4]',
    'Invalid TF_Status: 80\nMessage: something',
    'Invalid typed array length: -1',
    'targets must be integers from 0 to 38; received 39 in row 8.',
  ])('does not take %j for it', (message) => {
    expect(isOutOfMemory(new Error(message))).toBe(false);
  });

  it('reads what is thrown without being an error', () => {
    expect([isOutOfMemory('out of memory'), isOutOfMemory(undefined)]).toEqual([true, false]);
  });
});
