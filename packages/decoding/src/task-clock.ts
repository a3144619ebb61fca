/** How long one task may keep the thread, in milliseconds; browsers call 50 and more a long task. */
const LONGEST = 40;

/**
 * Says when to let other tasks run: promises that are there at once keep timers, key presses and signals waiting, so a
 * fast model would shut them out until the generation ends.
 */
export function taskClock(): { isDue(): boolean; pause(): Promise<void> } {
  let asked = 0;
  let began = Date.now();
  return {
    // Reading the clock takes about 40 ns: too much for every id, little for every fourth.
    isDue: () => ++asked % 4 === 0 && Date.now() - began > LONGEST,
    pause: async () => {
      await new Promise<void>((resolve) => {
        if (typeof setImmediate === 'function') setImmediate(resolve);
        else setTimeout(resolve, 0);
      });
      began = Date.now();
    },
  };
}
