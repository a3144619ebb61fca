import { ArtifactError, InvalidArgumentError } from './errors.js';
import type * as errors from './errors.js';

const argumentError = new InvalidArgumentError({ argument: 'rate', value: 2, message: 'rate must be at most 1.' });
const cause = new Error('no space left');
const artifactError = new ArtifactError({ artifact: 'config.json', message: 'expected JSON.', cause });

describe('InvalidArgumentError', () => {
  it('names the argument and keeps the value', () => {
    expect(argumentError).toBeInstanceOf(Error);
    expect(String(argumentError)).toBe('InvalidArgumentError: rate must be at most 1.');
    expect(argumentError).toMatchObject({ argument: 'rate', value: 2 });
  });
});

describe('ArtifactError', () => {
  it('names the file and keeps the cause', () => {
    expect(artifactError).toBeInstanceOf(Error);
    expect(String(artifactError)).toBe('ArtifactError: expected JSON.');
    expect(artifactError).toMatchObject({ artifact: 'config.json', cause });
    expect('cause' in new ArtifactError({ artifact: 'a', message: 'b' })).toBe(false);
  });
});

describe('isInstance', () => {
  it('tells the errors from each other and from anything else', () => {
    expect(InvalidArgumentError.isInstance(argumentError)).toBe(true);
    expect(ArtifactError.isInstance(artifactError)).toBe(true);
    for (const other of [artifactError, new Error('rate'), 'rate', null, undefined, {}]) {
      expect(InvalidArgumentError.isInstance(other)).toBe(false);
    }
    expect(ArtifactError.isInstance(argumentError)).toBe(false);
  });

  it('knows the errors of another copy of the package', () => {
    jest.isolateModules(() => {
      const other = jest.requireActual<typeof errors>('./errors.js');
      const error = new other.ArtifactError({ artifact: 'a', message: 'b' });
      expect(error).not.toBeInstanceOf(ArtifactError);
      expect(ArtifactError.isInstance(error)).toBe(true);
    });
  });
});
