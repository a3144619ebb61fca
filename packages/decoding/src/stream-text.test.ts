import { Random } from '@refrain/core';
import { categorical } from './samplers/categorical.js';
import { greedy } from './samplers/greedy.js';
import { stopAtIds } from './stop/stop-at-ids.js';
import { stopAtText } from './stop/stop-at-text.js';
import { streamText } from './stream-text.js';
import type { StreamTextOptions } from './stream-text.js';
import type { StreamingDecoder } from './streaming-decoder.js';
import { collect } from './test-support/collect.js';
import { chaoticModel, fakeModel, spellingModel } from './test-support/fake-model.js';
import type { FakeModel, FakeState } from './test-support/fake-model.js';

const letters = (): StreamingDecoder => ({ push: (id) => String.fromCharCode(id + 97), flush: () => '' });

/** Ids are bytes: the decoder waits until a character is whole. */
function bytes(): StreamingDecoder {
  const decoder = new TextDecoder();
  return {
    push: (id) => decoder.decode(Uint8Array.of(id), { stream: true }),
    flush: () => decoder.decode(),
  };
}

/** A model of bytes that says `text`, then newlines. */
function sayingModel(text: string): FakeModel {
  const said = new TextEncoder().encode(text);
  const logits = (read: readonly number[]): number[] => {
    const preferred = said[read.length - 1] ?? 10;
    return Array.from({ length: 256 }, (_, id) => (id === preferred ? 9 : 0));
  };
  return fakeModel({ vocabularySize: 256, logits });
}

function pieces(model: FakeModel, options: Partial<StreamTextOptions<FakeState>>): Promise<string[]> {
  const base = {
    model,
    state: model.initialState(1),
    prompt: [0],
    maxTokens: 12,
    sampler: greedy(),
    decoder: letters(),
  };
  return collect(streamText({ ...base, ...options }));
}

describe('streamText', () => {
  it('gives the text of each id as it comes, without the prompt', async () => {
    expect(await pieces(spellingModel('sequence'), { maxTokens: 4 })).toEqual(['s', 'e', 'q', 'u']);
  });

  it('never gives half a character of several bytes', async () => {
    const text = 'é€😀!';
    const maxTokens = new TextEncoder().encode(text).length;
    expect(await pieces(sayingModel(text), { maxTokens, decoder: bytes() })).toEqual(['é', '€', '😀', '!']);
  });

  it('never gives half a surrogate pair', async () => {
    const units = [...'a😀b'].join('');
    const decoder = { push: (id: number) => units[id]!, flush: () => '' };
    const logits = (read: readonly number[]): number[] => [0, 1, 2, 3].map((id) => (id === read.length - 1 ? 1 : 0));
    const model = fakeModel({ vocabularySize: 4, logits });
    expect(await pieces(model, { maxTokens: 4, decoder })).toEqual(['a', '😀', 'b']);
  });

  it('gives what the decoder still holds at the end', async () => {
    expect(await pieces(sayingModel('a€'), { maxTokens: 3, decoder: bytes() })).toEqual(['a', '\uFFFD']);
  });

  it('stops at a text across ids, and gives what comes before it', async () => {
    const stop = stopAtText(['ent', 'xyz']);
    expect((await pieces(spellingModel('sequentially'), { stop })).join('')).toBe('sequ');
  });

  it('holds back what may become a stop text', async () => {
    const stop = stopAtText('quick');
    expect(await pieces(spellingModel('aquiz'), { stop, maxTokens: 5 })).toEqual(['a', 'quiz']);
    expect(await pieces(spellingModel('aqui'), { stop, maxTokens: 4 })).toEqual(['a', 'qui']);
  });

  it('computes nothing behind a stop text', async () => {
    const model = spellingModel('sequentially');
    await pieces(model, { stop: stopAtText('q') });
    expect(model.steps).toBe(3);
  });

  it('gives the text of an id at which a condition stops', async () => {
    const stop = [stopAtText('tia'), stopAtIds([19])];
    expect((await pieces(spellingModel('sequentially'), { stop })).join('')).toBe('sequent');
  });

  it('goes on after an interruption with the text that was not given yet', async () => {
    const stop = stopAtText(['lk', 'abc']);
    const random = (): Random => Random.from([1, 2, 3, 4]);
    const options = { maxTokens: 30, sampler: categorical(), stop };
    const whole = (await pieces(chaoticModel(), { ...options, random: random() })).join('');

    const ids: number[] = [];
    const interrupted = random();
    const decoder = { ...letters(), push: (id: number) => (ids.push(id), letters().push(id)) };
    const model = chaoticModel();
    const stream = streamText({
      ...{ ...options, model, state: model.initialState(1), prompt: [0], random: interrupted, decoder },
    });
    let given = '';
    while (given.length < 9) given += (await stream.next()).value!;
    await stream.return();
    const rest = await pieces(chaoticModel(), { ...options, random: Random.from(interrupted.state()), generated: ids });
    expect(given + rest.join('')).toBe(whole);
    expect(rest.length).toBeGreaterThan(0);
  });

  it('gives nothing where the text had ended before the interruption', async () => {
    const model = spellingModel('abc');
    expect(await pieces(model, { generated: [0, 1, 2], stop: stopAtText('bc') })).toEqual([]);
    expect(model.steps).toBe(0);
  });
});
