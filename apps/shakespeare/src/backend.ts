import { useRefrain } from '@refrain/backend';

/** Chooses the TensorFlow.js backend; says in a line which and why. */
export async function useBackend(_given: string | undefined): Promise<{ name: string; reason: string }> {
  await useRefrain();
  return { name: 'refrain', reason: 'WebAssembly' };
}
