import { rowLine } from './row-line.js';

describe('rowLine', () => {
  const row = { epoch: 1, step: 1200, learningRate: 1e-3, loss: 1.51834, accuracy: 0.64896 };

  it('says once that figures are of the validation', () => {
    expect(rowLine({ ...row, validationLoss: 0.7, validationAccuracy: 0.8317 })).toBe(
      'epoch 1 · step 1,200 · loss 1.518, accuracy 0.649 · validation loss 0.700, accuracy 0.832',
    );
  });

  it('leaves the validation out where there was none', () => {
    expect(rowLine(row)).toBe('epoch 1 · step 1,200 · loss 1.518, accuracy 0.649');
  });

  it('goes on in the next line where it would be too wide', () => {
    const further = { validationLoss: 0.7, validationAccuracy: 0.8317, validationBitsPerCharacter: 1 };
    expect(rowLine({ ...row, bitsPerCharacter: 2, ...further })).toBe(
      'epoch 1 · step 1,200 · loss 1.518, accuracy 0.649, bits per character 2.000\n    validation loss 0.700, accuracy 0.832, bits per character 1.000',
    );
  });
});
