/**
 * Where bytes live: a folder, memory, a browser's storage.
 *
 * Names are relative paths with `/`, such as `model/weights.safetensors`; a name is an artifact or a folder, never
 * both. Every method throws InvalidArgumentError for a name that could leave the store.
 */
export interface ArtifactStore {
  /** The bytes of an artifact, which the caller owns. @throws ArtifactError if there is no such artifact */
  read(name: string): Promise<Uint8Array>;
  /**
   * Writes one artifact as a whole: a reader sees the old bytes or the new, never a part.
   * @throws ArtifactError if it can't be written (a full disk, a folder of that name); nothing has changed then
   */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** The names of all artifacts, sorted by code unit. */
  list(): Promise<string[]>;
  /**
   * Writes several artifacts below `folder` (`folder/name` each) so that all of them appear at once, in place of what
   * was there. @throws ArtifactError if they can't be written; nothing has changed then
   */
  commit(folder: string, artifacts: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Removes an artifact, or a folder and everything below it; nothing happens where there is none. */
  remove(name: string): Promise<void>;
}
