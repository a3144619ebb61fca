import fc from 'fast-check';
import { Heap } from './heap.js';

function memoryOf(maximum: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum, shared: true });
}

describe('Heap', () => {
  it('gives addresses at multiples of 64, from its start on', () => {
    const heap = new Heap(memoryOf(2), { start: 100 });
    expect([heap.allocate(0), heap.allocate(1), heap.allocate(65), heap.allocate(4)]).toEqual([128, 192, 256, 384]);
    expect(heap).toMatchObject({ bytesInUse: 320, blocks: 4 });
  });

  it('uses freed blocks again, and joins free neighbours', () => {
    const heap = new Heap(memoryOf(2), { start: 0 });
    const [first, second, third] = [heap.allocate(640), heap.allocate(640), heap.allocate(640)] as const;
    heap.allocate(64);
    heap.free(second);
    expect(heap.allocate(600)).toBe(second);
    heap.free(first);
    heap.free(third);
    heap.free(second);
    expect(heap.allocate(1920)).toBe(first);
  });

  it('never lets blocks overlap, and is empty when all are freed', () => {
    const action = fc.record({ size: fc.integer({ min: 0, max: 5000 }), release: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
        const heap = new Heap(memoryOf(64), { start: 64 });
        const live: { address: number; size: number }[] = [];
        for (const { size, release } of actions) {
          const address = heap.allocate(size);
          for (const other of live)
            expect(address + size <= other.address || address >= other.address + other.size).toBe(true);
          live.push({ address, size: Math.max(1, size) });
          if (release < live.length) heap.free(live.splice(release, 1)[0]!.address);
        }
        for (const { address } of live) heap.free(address);
        expect(heap).toMatchObject({ bytesInUse: 0, blocks: 0 });
        expect(heap.allocate(1)).toBe(64);
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  it('grows its memory, keeps one vector readable behind the last block, and says when it can not', () => {
    const memory = memoryOf(3);
    const heap = new Heap(memory, { start: 0 });
    heap.allocate(65536);
    expect(memory.buffer.byteLength).toBe(2 * 65536);
    expect(() => heap.allocate(3 * 65536)).toThrow(
      `The WebAssembly memory must hold 262208 bytes and can't grow beyond 131072; 65536 are in use. ` +
        'Dispose tensors, or use smaller batches.',
    );
    heap.allocate(65536);
  });

  it('refuses to free what it did not give', () => {
    const heap = new Heap(memoryOf(1), { start: 0 });
    const address = heap.allocate(8);
    heap.free(address);
    expect(() => heap.free(address)).toThrow('No block begins at 0: it was freed before, or never allocated.');
  });
});
