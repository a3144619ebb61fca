import util from 'node:util';
import { restoreUtilFunctions } from './restore-util-functions.js';

type Functions = Record<string, ((value: unknown) => boolean) | undefined>;

describe('restoreUtilFunctions', () => {
  const functions = util as unknown as Functions;
  const before = { ...functions };
  afterEach(() => {
    for (const name of ['isArray', 'isNullOrUndefined']) {
      if (before[name] === undefined) Reflect.deleteProperty(functions, name);
      else functions[name] = before[name];
    }
  });

  it('puts back the two functions that Node 23 removed, and nothing else', () => {
    Reflect.deleteProperty(functions, 'isArray');
    Reflect.deleteProperty(functions, 'isNullOrUndefined');
    const left = { ...functions };
    restoreUtilFunctions();
    const { isArray, isNullOrUndefined, ...others } = functions;
    expect(others).toEqual(left);
    expect([[], {}, null].map((value) => isArray!(value))).toEqual([true, false, false]);
    expect([null, undefined, 0, ''].map((value) => isNullOrUndefined!(value))).toEqual([true, true, false, false]);
  });

  it('leaves functions that are there', () => {
    const own = (): boolean => true;
    functions['isArray'] = own;
    functions['isNullOrUndefined'] = own;
    restoreUtilFunctions();
    expect([functions['isArray'], functions['isNullOrUndefined']]).toEqual([own, own]);
  });
});
