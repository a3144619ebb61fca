import { Random } from '@refrain/core';
import fc from 'fast-check';
import { generate } from './generate.js';
import { generateSync } from './generate-sync.js';
import type { GenerationOptions } from './generation-options.js';
import { categorical } from './samplers/categorical.js';
import { stopAtText } from './stop/stop-at-text.js';
import { streamText } from './stream-text.js';
import { chaoticModel } from './test-support/fake-model.js';
import type { FakeModel, FakeState } from './test-support/fake-model.js';

const decoder = { push: (id: number) => 'abcdefghijkl'[id]!, flush: () => '' };

type Changes = Partial<Omit<GenerationOptions<FakeState>, 'state' | 'model' | 'stop'>>;

function optionsFor(model: FakeModel, changes: Changes = {}): GenerationOptions<FakeState> & { stop?: undefined } {
  const random = new Random(5);
  const state = model.initialState(1);
  return { model, state, prompt: [1, 2, 3], maxTokens: 8, sampler: categorical(), random, stop: undefined, ...changes };
}

/** Every way in which a generation can end, in `take` tokens at most. The model itself refuses a second disposal. */
const endings: Record<string, (model: FakeModel, take: number) => Promise<unknown>> = {
  'at the limit': async (model, take) => {
    for await (const _ of generate(optionsFor(model, { maxTokens: take + 1 })));
  },
  'at the limit, without asking for the end': async (model, take) => {
    const tokens = generate(optionsFor(model, { maxTokens: take + 1 }));
    for (let count = 0; count <= take; count++) await tokens.next();
  },
  'where the consumer leaves the loop': async (model, take) => {
    let count = 0;
    for await (const _ of generate(optionsFor(model))) if (++count > take) break;
  },
  'where the consumer throws': async (model, take) => {
    let count = 0;
    for await (const _ of generate(optionsFor(model))) if (++count > take) throw new Error('consumer');
  },
  'by return() before anything was asked for': async (model) => {
    await generate(optionsFor(model)).return();
  },
  'by return() while a token is under way': async (model) => {
    const tokens = generate(optionsFor(model));
    await Promise.all([tokens.next(), tokens.next(), tokens.return()]);
  },
  'where a processor throws': async (model, take) => {
    const processors = [
      (_: Float32Array, { step }: { step: number }) => {
        if (step === take) throw new Error('processor');
      },
    ];
    for await (const _ of generate(optionsFor(model, { processors })));
  },
  'where the model throws': async (model, take) => {
    let steps = 0;
    const failing: FakeModel = {
      ...model,
      step: (ids, state) => {
        if (steps++ === take) throw new Error('model');
        return model.step(ids, state);
      },
    };
    for await (const _ of generate(optionsFor(failing)));
  },
  'where the model gives a promise that fails': async (model, take) => {
    let steps = 0;
    const failing: FakeModel = {
      ...model,
      step: (ids, state) => (steps++ === take ? Promise.reject(new Error('model')) : model.step(ids, state)),
    };
    for await (const _ of generate(optionsFor(failing)));
  },
  'by an abort between tokens': async (model, take) => {
    const controller = new AbortController();
    let count = 0;
    for await (const _ of generate(optionsFor(model, { signal: controller.signal }))) {
      if (++count > take) controller.abort();
    }
  },
  'by an abort during a step': async (model, take) => {
    const controller = new AbortController();
    let steps = 0;
    const aborting: FakeModel = {
      ...model,
      step: (ids, state) => {
        if (steps++ === take) controller.abort();
        return model.step(ids, state);
      },
    };
    for await (const _ of generate(optionsFor(aborting, { signal: controller.signal })));
  },
  'by a signal that had fired': async (model) => {
    for await (const _ of generate(optionsFor(model, { signal: AbortSignal.abort() })));
  },
  'at options that it refuses': async (model) => {
    generate(optionsFor(model, { maxTokens: 0 }));
  },
  'at a stop condition that throws at once': async (model) => {
    const stop = (): boolean => {
      throw new Error('stop');
    };
    generate({ ...optionsFor(model, { generated: [1] }), stop });
  },
  'as text at its limit': async (model, take) => {
    for await (const _ of streamText({ ...optionsFor(model, { maxTokens: take + 1 }), decoder }));
  },
  'as text at a stop text': async (model) => {
    for await (const _ of streamText({ ...optionsFor(model), decoder, stop: stopAtText([...'abcdef']) }));
  },
  'as text where the consumer leaves the loop': async (model, take) => {
    let count = 0;
    for await (const _ of streamText({ ...optionsFor(model), decoder })) if (++count > take) break;
  },
  'as text where the decoder throws': async (model) => {
    const push = (): string => {
      throw new Error('decoder');
    };
    for await (const _ of streamText({ ...optionsFor(model), decoder: { ...decoder, push } }));
  },
  'as text by return() before anything was asked for': async (model) => {
    await streamText({ ...optionsFor(model), decoder }).return();
  },
  'as text at options that it refuses': async (model) => {
    streamText({ ...optionsFor(model), decoder: 3 as never });
  },
};

const synchronousEndings: typeof endings = {
  'synchronously at the limit': async (model, take) =>
    Array.from(generateSync(optionsFor(model, { maxTokens: take + 1 }))),
  'synchronously where the consumer leaves the loop': async (model, take) => {
    let count = 0;
    for (const _ of generateSync(optionsFor(model))) if (++count > take) break;
  },
  'synchronously by return() before anything was asked for': async (model) => generateSync(optionsFor(model)).return(),
  'synchronously at options that it refuses': async (model) => generateSync(optionsFor(model, { prompt: [] })),
};

describe('every state is disposed exactly once', () => {
  async function check(end: (model: FakeModel, take: number) => Promise<unknown>, model: FakeModel, take: number) {
    await end(model, take).catch((error: Error) => {
      // What `endings` provoke, and no refusal of the fake model itself.
      expect(error.message).not.toMatch(/disposed/);
    });
    expect(model.states.length).toBeGreaterThan(0);
    model.assertNoneAlive();
  }

  it.each(Object.keys({ ...endings, ...synchronousEndings }))('%s, of a model that answers at once', async (name) => {
    const end = endings[name] ?? synchronousEndings[name]!;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 7 }), (take) => check(end, chaoticModel(), take)),
      { seed: 1, numRuns: 8 },
    );
  });

  it.each(Object.keys(endings))('%s, of a model that answers later', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 7 }), (take) =>
        check(endings[name]!, chaoticModel({ asynchronous: true }), take),
      ),
      { seed: 1, numRuns: 8 },
    );
  });

  it('by generateSync, of a model that answers later', async () => {
    const model = chaoticModel({ asynchronous: true });
    expect(() => generateSync(optionsFor(model)).next()).toThrow(
      new Error('generateSync needs a model whose step answers at once; received a promise. Use generate() for it.'),
    );
    await new Promise((resolve) => setImmediate(resolve));
    model.assertNoneAlive();
  });
});

describe('an abort', () => {
  it("throws the signal's reason, at once or at the next token", async () => {
    const controller = new AbortController();
    const tokens = generate(optionsFor(chaoticModel(), { signal: controller.signal }));
    await tokens.next();
    const reason = new Error('the user pressed Ctrl-C');
    controller.abort(reason);
    await expect(tokens.next()).rejects.toBe(reason);
    expect(await tokens.next()).toEqual({ value: undefined, done: true });

    const late = generateSync(optionsFor(chaoticModel(), { signal: controller.signal }));
    expect(() => late.next()).toThrow(reason);
  });

  it('gives no token whose step it interrupted', async () => {
    const controller = new AbortController();
    const model = chaoticModel({ asynchronous: true });
    const tokens = generate(optionsFor(model, { prompt: [1], signal: controller.signal }));
    const token = tokens.next();
    setImmediate(() => controller.abort());
    await expect(token).rejects.toThrow('aborted');
    expect(model.steps).toBe(1);
  });
});
