import { expect, it } from 'vitest';
import { isOfNetwork, neverConnected, wasClosed } from '../../src/util/network-errors.ts';

const failed = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

it.each<[string, Error, { readonly ofNetwork: boolean; readonly closed: boolean; readonly never: boolean }]>([
  ['a refused connection', failed('ECONNREFUSED', 'connect'), { ofNetwork: true, closed: false, never: true }],
  ['an unknown name', failed('ENOTFOUND', 'getaddrinfo'), { ofNetwork: true, closed: false, never: true }],
  [
    'a connecting that takes too long',
    failed('UND_ERR_CONNECT_TIMEOUT'),
    { ofNetwork: true, closed: false, never: true },
  ],
  ['a reset while connecting', failed('ECONNRESET', 'connect'), { ofNetwork: true, closed: true, never: true }],
  ['a reset', failed('ECONNRESET', 'read'), { ofNetwork: true, closed: true, never: false }],
  ['a closed connection', failed('UND_ERR_SOCKET'), { ofNetwork: true, closed: true, never: false }],
  [
    'a host lost while a connection stands',
    failed('EHOSTUNREACH', 'read'),
    { ofNetwork: true, closed: false, never: false },
  ],
  [
    'a name with two addresses, both refused',
    new AggregateError([failed('ECONNREFUSED', 'connect'), failed('ENETUNREACH', 'connect')]),
    { ofNetwork: true, closed: false, never: true },
  ],
  ['a full disk', failed('ENOSPC', 'write'), { ofNetwork: false, closed: false, never: false }],
  ['any other error', new Error('ECONNRESET'), { ofNetwork: false, closed: false, never: false }],
])('%s says whether it is of the network, and whether what was sent may have arrived', (_what, error, told) => {
  const { ofNetwork, closed, never } = told;
  expect([isOfNetwork(error), wasClosed(error), neverConnected(error)]).toEqual([ofNetwork, closed, never]);
});
