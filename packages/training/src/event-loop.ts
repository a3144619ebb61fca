const longestHold = 50;

declare const setImmediate: ((callback: () => void) => unknown) | undefined;

/**
 * Lets timers, signals, input and rendering have their turn while a loop computes: call `due()` often, and await
 * `turn()` when it is true, about twenty times a second. Awaiting promises alone never gives them one.
 */
export class EventLoopTurns {
  #last = performance.now();

  due(): boolean {
    return performance.now() - this.#last >= longestHold;
  }

  async turn(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (typeof setImmediate === 'function') setImmediate(resolve);
      else postToSelf(resolve);
    });
    this.#last = performance.now();
  }
}

/** Browsers hold timers back in hidden pages, but not messages. */
function postToSelf(resolve: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(undefined);
}
