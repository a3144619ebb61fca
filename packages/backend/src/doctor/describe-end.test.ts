import { describeEnd } from './describe-end.js';

describe('describeEnd', () => {
  it('says what a signal means, and what to do about a TensorFlow package', () => {
    expect(describeEnd('tensorflow', { code: null, signal: 'SIGBUS', errors: '' })).toBe(
      'its process ended by SIGBUS (a library that it loads was cut short). ' +
        'Run `npm rebuild @tensorflow/tfjs-node --build-addon-from-source`, or `npm uninstall @tensorflow/tfjs-node`.',
    );
    expect(describeEnd('refrain', { code: null, signal: 'SIGSEGV', errors: '' })).toBe(
      'its process ended by SIGSEGV (a library that it loads is damaged, or does not fit this system).',
    );
    expect(describeEnd('tensorflow-gpu', { code: null, signal: 'SIGKILL', errors: '' })).toBe(
      'its process ended by SIGKILL (the system did so, most often because memory ran out).',
    );
  });

  it('gives the last line that the process wrote', () => {
    expect(describeEnd('cpu', { code: 7, signal: null, errors: 'first\nError: last.\n' })).toBe(
      'its process ended with code 7: Error: last.',
    );
    expect(describeEnd('cpu', { code: null, signal: null, errors: 'spawn ENOMEM' })).toBe(
      'its process did not start: spawn ENOMEM.',
    );
    expect(describeEnd('cpu', { code: null, signal: 'SIGUSR2', errors: 'x' })).toBe('its process ended by SIGUSR2: x.');
  });
});
