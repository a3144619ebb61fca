/** Stands for an error that left the run as it stood behind its last step, so that this much can still be saved. */
export class HarmlessFailure {
  /** @param cause what was thrown */
  constructor(readonly cause: unknown) {}
}
