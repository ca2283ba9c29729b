import { describe, expect, it } from 'vitest';
import { complaintOf, installFault, OperatorError } from '../../src/util/operator-error.ts';

const withCode = (message: string, code: string) => Object.assign(new Error(message), { code });

describe('A fault of the installation', () => {
  it.each([
    withCode("Cannot find package 'zod' imported from somewhere", 'ERR_MODULE_NOT_FOUND'),
    withCode("Cannot find module 'sqlite3'", 'MODULE_NOT_FOUND'),
    withCode('/lib/libc.so.6: version GLIBC_2.38 not found', 'ERR_DLOPEN_FAILED'),
    new Error('Could not locate the bindings file. Tried:\n → a\n → b'),
    new Error('Cannot find native binding. npm has a bug related to optional dependencies'),
    new Error('The module x was compiled against a different Node.js version using NODE_MODULE_VERSION 115.'),
    new Error('The store cannot be opened', { cause: new Error('Could not locate the bindings file. Tried:') }),
  ])('is one sentence that says what to run: %s', (error) => {
    const sentence = installFault(error) ?? '';
    expect(sentence).toMatch(/^Clematis is not installed as it should be .*`npm ci`/);
    expect(sentence).not.toContain('\n');
    expect(complaintOf(error)).toBe(sentence);
  });

  it('is not assumed for other errors, which are logged in full', () => {
    expect(installFault(new Error('ENOSPC: no space left on device'))).toBeUndefined();
    expect(complaintOf(new TypeError('x is not a function'))).toContain('at ');
    expect(complaintOf(new OperatorError('STORE_URL: the disk is full'))).toBe('STORE_URL: the disk is full');
  });
});
