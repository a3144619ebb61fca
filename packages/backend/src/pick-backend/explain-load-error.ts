import type { BackendFailure } from './choices.js';

/** The version of the TensorFlow packages that fits the TensorFlow.js of this package. */
export const tensorflowVersion = '4.22.0';

/**
 * Why a TensorFlow package did not load and what to do.
 *
 * @param place where it was looked for, such as ` in /app`; '' for where this package stands
 */
export function explainLoadError(packageName: string, error: unknown, place: string): BackendFailure {
  const text = error instanceof Error ? error.message : String(error);
  const missing = isMissingModule(error) ? (/'([^']+)'/.exec(text)?.[1] ?? 'a package') : undefined;
  const install = `Run \`npm install ${packageName}@${tensorflowVersion}\`${place && ' there'}.`;
  if (missing === packageName) return { reason: `${packageName} is not installed${place}.`, remedy: install };
  if (missing !== undefined) {
    return { reason: `${packageName} is installed, but ${missing}, which it needs, is not found. ${install}` };
  }
  return { reason: explainNativeError(packageName, text) };
}

/** Why the package's native part did not load. */
function explainNativeError(packageName: string, text: string): string {
  const rebuild = `Run \`npm rebuild ${packageName} --build-addon-from-source\`.`;
  const installed = `${packageName} is installed, but`;
  const addon = /can not be found at path: (\S+?)\.?\s/.exec(text)?.[1];
  if (addon) {
    return (
      `${installed} its native part is not: there is no ${addon}. ` +
      `Its install step was not allowed to run, or its download failed. ${rebuild}`
    );
  }
  const library = missingLibrary(text);
  // Linux says of the native part itself that it is not there where it is another system's.
  if (library && !library.endsWith('.node'))
    return `${installed} ${describeLibrary(library)} ${library} was not found. ${remedy(library, rebuild)}`;
  if (library || foreign.test(text)) {
    return `${installed} its native part is damaged, or was built for another system or another Node: ${firstSentence(text)}. ${rebuild}`;
  }
  return `${packageName} does not load: ${firstLine(text)}.`;
}

/** What loaders say of a library that is not whole, or not for this system, this TensorFlow or this Node. */
const foreign =
  /NODE_MODULE_VERSION|N-API version|invalid ELF|ELF file|file too short|architecture|mach-o file|not a valid Win32|GLIBC|undefined symbol/;

/** An error's first line, without its full stop. */
export function firstLine(text: string): string {
  return text.split('\n')[0]!.trim().replace(/\.$/, '');
}

function firstSentence(text: string): string {
  return firstLine(text.replace(/\s+/g, ' ').split('. ')[0]!);
}

function isMissingModule(error: unknown): boolean {
  return String((error as { code?: unknown } | undefined)?.code).endsWith('MODULE_NOT_FOUND');
}

/** The library that the system's loader names: of Linux, macOS, then Windows. */
function missingLibrary(text: string): string | undefined {
  const named = /(\S+): cannot open shared object file/.exec(text) ?? /Library not loaded: (\S+)/.exec(text);
  if (named) return named[1]!.split('/').at(-1);
  return /The specified module could not be found/.test(text) ? 'tensorflow.dll' : undefined;
}

const isCuda = (library: string): boolean =>
  /^lib(cuda|cudart|cudnn|cublas|cufft|curand|cusolver|cusparse|nccl)/.test(library);

function describeLibrary(library: string): string {
  if (isCuda(library)) return "CUDA's";
  return /tensorflow/.test(library) ? "TensorFlow's library" : 'the library';
}

function remedy(library: string, rebuild: string): string {
  if (isCuda(library)) return cudaRemedy;
  if (!/tensorflow/.test(library)) return `Install the system's package that holds it.`;
  return `The download of its install step failed and left the folder deps/lib without it. ${rebuild}`;
}

/** What a GPU needs, by the documentation of tfjs-node-gpu. */
export const cudaRemedy =
  'It needs an NVIDIA driver newer than 450, CUDA 11.2 and cuDNN 8.1; LD_LIBRARY_PATH must name their folders.';
