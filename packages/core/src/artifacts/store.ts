/**
 * Where bytes live: a folder, memory, a browser's storage. Names are relative paths with `/`, such as `model/weights.safetensors`.
 */
export interface ArtifactStore {
  /** @throws ArtifactError if there is no such artifact */
  read(name: string): Promise<Uint8Array>;
  /** Writes one artifact as a whole: a reader sees the old bytes or the new, never a part. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** The names of all artifacts, sorted. */
  list(): Promise<string[]>;
  /** Writes several artifacts below `folder` (`folder/name` each) so that all of them appear at once, in place of what was there. */
  commit(folder: string, artifacts: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Removes `folder` and everything below it; nothing happens where it does not exist. */
  remove(folder: string): Promise<void>;
}
