/** The built form of one of the packages: `await load('tokenizers')`. Needs a build. */
export function load(name) {
  return import(new URL(`../packages/${name}/dist/index.js`, import.meta.url).href);
}
