/** Tells the two answers of a model apart, so that one which is there at once costs no turn of the event loop. */
export function isPromise<Value extends object>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as Promise<Value>).then === 'function';
}
