import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noBrowser, openBrowser } from 'local-discord/in-browser';
import { describe, test } from 'vitest';
import { SCRIPT } from '../../src/rehearsal/tour.ts';
import { noRehearsal, startRehearsal } from '../../testkit/bot/rehearsal.ts';
import { tryTour } from '../../testkit/bot/tour-trial.ts';

const missing = noBrowser ?? noRehearsal;
const PATIENCE_MS = 300_000;

// At the same time, since most of a tour is waiting for what a feed or a redraw takes.
describe
  .skipIf(missing !== undefined)
  .concurrent(`the guided tour in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
    const faultless = {
      steps: SCRIPT.tour.map(({ title }) => title),
      sideways: [],
      serious: [],
      errors: [],
      elsewhere: [],
    };

    test(
      'a newcomer who types and clicks gets from setting up to the bracket, and axe finds nothing serious on the way',
      async ({ expect }) => {
        const found = await tryTour({ way: 'hand', width: 1400, height: 900, colorScheme: 'light' });
        expect(found).toMatchObject(faultless);
      },
      PATIENCE_MS,
    );

    test(
      'the whole tour can be taken by keyboard alone on the width of a phone, in the dark, without scrolling sideways',
      async ({ expect }) => {
        const found = await tryTour({ way: 'keyboard', width: 390, height: 800, colorScheme: 'dark' });
        expect(found).toMatchObject(faultless);
      },
      PATIENCE_MS,
    );

    test(
      'a page of another origin can neither act nor listen',
      async ({ expect }) => {
        const rehearsal = await startRehearsal();
        const browser = await openBrowser();
        const elsewhere = createServer((_, response) =>
          response.setHeader('content-type', 'text/html').end('<p>Hello'),
        );
        await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
        try {
          const page = await browser.open(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
          const outcomes = await page.evaluate(async (url) => {
            const ask = (path: string, init: RequestInit) =>
              fetch(`${url}${path}`, init).then(
                (response) => response.type,
                () => 'refused',
              );
            const body = JSON.stringify({ title: 'From another origin' });
            const socket = new WebSocket(`${url.replace('http', 'ws')}/?v=10&encoding=json`);
            const opened = new Promise<string>((resolve) => {
              socket.onopen = () => resolve('open');
              socket.onerror = () => resolve('refused');
            });
            return [
              await ask('/director/world', {}),
              await ask('/director/entry', { method: 'POST', body }),
              // A request that a page may always send, though it never sees the answer.
              await ask('/director/entry', { method: 'POST', body, mode: 'no-cors' }),
              await opened,
            ];
          }, rehearsal.url);
          expect(outcomes).toEqual(['refused', 'refused', 'opaque', 'refused']);
          const feed = await (await fetch(`${rehearsal.url}/director/feed.xml`)).text();
          expect(feed).toContain('<feed');
          expect(feed).not.toContain('From another origin');
        } finally {
          elsewhere.close();
          await browser.close();
          await rehearsal.close();
        }
      },
      PATIENCE_MS,
    );
  });
