import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLocalDiscord } from '../src/index.ts';
import { findBuiltPage } from '../src/page-files.ts';
import { type Scene, startScene } from '../testkit/scene.ts';

let folder: string;
let scene: Scene;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(folder, 'index.html'), '<h1>Hello</h1>');
  scene = await startScene({ page: folder });
});

afterEach(async () => {
  await scene.discord.close();
  await rm(folder, { recursive: true });
});

/** A path exactly as written: fetch would tidy it up first. */
function get(path: string, host = '127.0.0.1'): Promise<number | undefined> {
  const { port } = new URL(scene.discord.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host: `${host}:${port}` } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('the page is served from its folder, and nothing outside of it is', async () => {
  const page = await fetch(scene.discord.url);
  expect(page.url).toBe(`${scene.discord.url}/page/index.html`);
  expect([page.headers.get('content-type'), await page.text()]).toEqual(['text/html; charset=utf-8', '<h1>Hello</h1>']);
  await writeFile(`${folder}.txt`, 'secret');
  const outside = `..%2f${folder.split('/').at(-1)}.txt`;
  expect(await get(`/page/${outside}`)).toBe(404);
  expect(await get('/page/..%2f..%2f..%2fetc%2fpasswd')).toBe(404);
  expect(await get('/page/missing.js')).toBe(404);
  await rm(`${folder}.txt`);
});

test('a name that is not this machine is refused, so that no page can reach in by its own name', async () => {
  expect(await get('/page/index.html')).toBe(200);
  expect(await get('/page/index.html', 'localhost')).toBe(200);
  expect(await get('/page/index.html', 'evil.example')).toBe(403);
});

test('a port that is taken is an error that says so', async () => {
  const port = Number(new URL(scene.discord.url).port);
  await expect(startLocalDiscord({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test.skipIf(findBuiltPage() === undefined)('its own page needs nothing but to be asked for', async () => {
  const discord = await startLocalDiscord({ page: true });
  expect(await (await fetch(discord.url)).text()).toContain('main.js');
  expect(await (await fetch(`${discord.url}/director/acts`)).json()).toEqual({ clock: false, bot: false });
  await discord.close();
});
