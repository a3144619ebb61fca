import { compileFunction, constants } from 'node:vm';
import type * as modernTar from 'modern-tar';

type ModernTar = typeof modernTar;

/** Jest's own registry loads no ES modules, so that its tests ask the loader of Node, which runs Jest. */
const load = compileFunction('return import("modern-tar")', [], {
  filename: __filename,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as () => Promise<ModernTar>;

export const packTar: ModernTar['packTar'] = async (entries) => (await load()).packTar(entries);
export const unpackTar: ModernTar['unpackTar'] = async (archive, options) => (await load()).unpackTar(archive, options);
