import { missingCudaLibrary } from './missing-cuda.js';

describe('missingCudaLibrary', () => {
  const { platform } = process;
  afterEach(() => void Object.defineProperty(process, 'platform', { value: platform }));
  const on = (name: string): void => void Object.defineProperty(process, 'platform', { value: name });

  it('names the first library that the system does not find', () => {
    on('linux');
    expect(missingCudaLibrary((library) => library !== 'libcudnn.so.8')).toBe('libcudnn.so.8');
    expect(missingCudaLibrary(() => true)).toBeUndefined();
  });

  it("knows nothing of other systems' names", () => {
    on('win32');
    expect(missingCudaLibrary(() => false)).toBeUndefined();
  });
});
