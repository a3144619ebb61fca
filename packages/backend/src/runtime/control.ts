/**
 * Where the threads meet, as int32 words at the start of the shared memory. `job` changes with every job that has more
 * than one part; its low bits say how many parts there are, so that one atomic read tells a worker whether it takes part.
 */
export const control = { job: 0, kernel: 1, pending: 2, sleepers: 3, failed: 4, ready: 5, quit: 6 } as const;

/** Low bits of `job`: the number of parts. */
export const partBits = 6;

/** Where a task's fields stand, in bytes. */
export const taskAddress = 256;

/** The first byte that belongs to the heap. */
export const heapStart = 1024;

/** How long a worker waits awake for the next job, in milliseconds: longer than the gaps within a training step. */
export const awakeMilliseconds = 0.5;
