import { ArtifactError, sha256 } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { download } from './download.js';
import type { DownloadOptions, NamedDownload } from './download.js';

/** How {@link cachedDownload} downloads, and where it keeps what came. */
export interface CachedDownloadOptions extends DownloadOptions {
  readonly cacheDirectory: string;
}

/** The bytes of a download from the cache folder, or, where they are missing or changed there, from the web. */
export async function cachedDownload(
  source: NamedDownload,
  { cacheDirectory, ...options }: CachedDownloadOptions,
): Promise<Uint8Array> {
  const store = fileStore(cacheDirectory);
  const kept = await store.read(source.file).catch((error: unknown) => {
    if (ArtifactError.isInstance(error)) return undefined;
    throw error;
  });
  if (kept !== undefined && (await sha256(kept)) === source.sha256) return kept;
  const bytes = await download(source, options);
  await store.write(source.file, bytes);
  return bytes;
}
