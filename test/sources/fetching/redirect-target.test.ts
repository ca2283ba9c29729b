import { expect, test } from 'vitest';
import { redirectTarget } from '../../../src/sources/fetching/redirect-target.ts';

const secure = new URL('https://a.example/x/feed');
const open = new URL('http://a.example/x/feed');

test.each([
  ['/new', secure, 'https://a.example/new'],
  ['new', secure, 'https://a.example/x/new'],
  ['//b.example/', secure, 'https://b.example/'],
  ['https://b.example/', open, 'https://b.example/'],
  ['http://b.example/', open, 'http://b.example/'],
])('a redirect to %s leads on', (location, from, target) => {
  expect(redirectTarget(location, from).href).toBe(target);
});

test.each([
  ['http://a.example/x/feed', secure],
  ['http://b.example/', secure],
  [undefined, open],
  ['', open],
  ['http://', open],
])('a redirect to %s does not: it leads down to http, or nowhere', (location, from) => {
  expect(() => redirectTarget(location, from)).toThrow(expect.objectContaining({ reason: 'redirects' }));
});
