import { scratchFolder } from '@refrain/app-kit/testing';
import { useRefrain } from '@refrain/backend';
import { memoryStore } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import { checkpointSteps, loadCheckpoint } from '@refrain/training';
import { runSettings } from './settings.js';
import { poem } from './testing/tiny-run.js';
import { openSession } from './session.js';
import type { Session } from './session.js';
import { runTraining } from './training-session.js';

const settings = {
  ...runSettings({ units: [8], embedding: 4, length: 8, batch: 4, steps: 12, checkpointEvery: 4 }),
  corpus: 'poem',
};
const quiet = { resume: undefined, signal: new AbortController().signal, callbacks: [], onSample: () => {} };
const directory = scratchFolder();

beforeAll(useRefrain);

const open = (store: ArtifactStore, prompt?: string): Promise<Session> =>
  openSession(settings, {
    directory,
    text: poem,
    tokenizer: undefined,
    goesOn: false,
    prompt,
    replaceUnknown: false,
  }).then((session) => ({
    ...session,
    store,
  }));

describe('a training session', () => {
  it('keeps the newest checkpoints and says which weights validated best', async () => {
    const store = memoryStore();
    await expectNoNewTensors(async () => {
      const session = await open(store);
      const { history, bestStep } = await runTraining(session, quiet);
      expect(history).toMatchObject({ outcome: 'finished', step: 12 });
      expect(bestStep).toBe(12);
      session.model.dispose();
    });
    expect(await checkpointSteps(store)).toEqual([8, 12]);
  });

  it('ends with a reason when the disk is full, and leaves the checkpoint before as it was', async () => {
    const store = memoryStore();
    let commits = 0;
    const commit: ArtifactStore['commit'] = (...given) =>
      ++commits > 1
        ? Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }))
        : store.commit(...given);
    await expectNoNewTensors(async () => {
      const session = await open({ ...store, commit });
      await expect(runTraining(session, quiet)).rejects.toThrow(
        /^expected to save checkpoints\/step-000008; there is no space left\. .*step 4/,
      );
      session.model.dispose();
    });
    expect(await checkpointSteps(store)).toEqual([4]);
    expect((await loadCheckpoint(store)).step).toBe(4);
  });

  it('begins samples with the prompt, or with the opening of a text that lacks the usual one', async () => {
    for (const [prompt, expected] of [
      ['nobler', 'nobler'],
      [undefined, 'To be, or not to'],
    ] as const) {
      const session = await open(memoryStore(), prompt);
      expect(session.settings.prompt).toBe(expected);
      session.model.dispose();
    }
  });

  it('validates carried state on the part behind the one that is trained on', async () => {
    const session = await open(memoryStore());
    const first = await session.validation!.data.iterator().next();
    const ids = session.tokenizer.encode(poem);
    expect(Array.from(first.value!.inputs.ids)).toEqual(Array.from(ids.subarray(907, 915)));
    session.model.dispose();
  });
});
