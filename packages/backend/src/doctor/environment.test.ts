import { examineEnvironment } from './environment.js';

describe('examineEnvironment', () => {
  afterEach(() => void delete process.env['TF_NUM_INTRAOP_THREADS']);

  it('says what this process offers', () => {
    process.env['TF_NUM_INTRAOP_THREADS'] = '3';
    const found = examineEnvironment();
    expect(found).toMatchObject({ node: process.versions.node, simd: true, sharedArrayBuffer: true });
    expect(found.variables).toMatchObject({ TF_NUM_INTRAOP_THREADS: '3' });
    // V8 knows relaxed SIMD from Node 22 on.
    if (Number(process.versions.node.split('.')[0]) < 21) expect(found.relaxedSimd).toBe(false);
  });
});
