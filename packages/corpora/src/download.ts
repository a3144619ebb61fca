import { ArtifactError, sha256 } from '@refrain/core';
import type { Download } from './corpora.js';

/** How something is downloaded. */
export interface DownloadOptions {
  /** Ends the download; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** What to fetch with. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
}

/** A download, and what is said and done about it. */
export interface NamedDownload extends Download {
  /** The corpus that it is. */
  readonly name: string;
  /** The file that keeps it in a folder. */
  readonly file: string;
  /** What works without a connection. */
  readonly otherwise: string;
}

/** The bytes of a download, whose checksum is right. */
export async function download(
  { name, url, sha256: expected, otherwise }: NamedDownload,
  { signal, fetch = globalThis.fetch }: DownloadOptions,
): Promise<Uint8Array> {
  const bytes = await receive();
  const found = await sha256(bytes);
  if (found !== expected) throw failed(`its sha256 is ${found}, where ${expected} was expected`);
  return bytes;

  async function receive(): Promise<Uint8Array> {
    try {
      const response = await fetch(url, { signal: signal ?? null });
      if (!response.ok) throw failed(`the server answered ${response.status} ${response.statusText}`.trimEnd());
      return new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      signal?.throwIfAborted();
      if (ArtifactError.isInstance(cause)) throw cause;
      throw failed(reasonOf(cause), cause);
    }
  }

  function failed(reason: string, cause?: unknown): ArtifactError {
    return new ArtifactError({
      artifact: name,
      message: `expected to download the corpus ${name} from ${url}; ${reason}. Without a connection use ${otherwise}.`,
      cause,
    });
  }
}

/** What went wrong, from `fetch`'s error and the system's below it. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: { code?: unknown } };
  const code = cause?.code === undefined ? '' : ` (${String(cause.code)})`;
  return `${String(message ?? error)}${code}`;
}
