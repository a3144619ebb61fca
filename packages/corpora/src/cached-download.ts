import { ArtifactError, sha256 } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import type { Download } from './corpora.js';
import { download } from './download.js';
import type { DownloadOptions } from './download.js';

/** How {@link cachedDownload} downloads, and where it keeps what came. */
export interface CachedDownloadOptions extends DownloadOptions {
  readonly cacheDirectory: string;
}

/** The bytes of a download from the cache folder, or, where they are missing or changed there, from the web. */
export async function cachedDownload(
  name: string,
  source: Download,
  { cacheDirectory, ...options }: CachedDownloadOptions,
): Promise<Uint8Array> {
  const store = fileStore(cacheDirectory);
  const file = `${name}.txt`;
  const kept = await store.read(file).catch((error: unknown) => {
    if (ArtifactError.isInstance(error)) return undefined;
    throw error;
  });
  if (kept !== undefined && (await sha256(kept)) === source.sha256) return kept;
  const bytes = await download(name, source, options);
  await store.write(file, bytes);
  return bytes;
}
