import { type Browser, noBrowser, openBrowser } from 'local-discord/in-browser';
import type { Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noRehearsal, type Rehearsal, startRehearsal } from '../../testkit/bot/rehearsal.ts';

const missing = noBrowser ?? noRehearsal;

describe.skipIf(missing !== undefined)(
  `the page in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  { shuffle: false },
  () => {
    let rehearsal: Rehearsal;
    let url: string;
    let browser: Browser;

    beforeAll(async () => {
      rehearsal = await startRehearsal();
      url = rehearsal.url;
      browser = await openBrowser();
    });

    afterAll(async () => {
      await browser?.close();
      await rehearsal?.close();
    });

    const become = async (who: string, channel: string): Promise<Page> => {
      const page = await browser.open(`${url}/page/index.html#${who}/${channel}`);
      await page.locator('#channel-title', { hasText: channel }).waitFor();
      return page;
    };

    const run = async (page: Page, text: string) => {
      await page.fill('#box', text);
      await page.press('#box', 'Escape');
      await page.press('#box', 'Enter');
    };

    test('a fan types a command with live choices by keyboard alone and reads the card', async () => {
      const page = await become('Ada', 'general');
      await page.focus('#box');
      await page.keyboard.type('/');
      await page.getByRole('option', { name: '/character' }).waitFor();
      await page.keyboard.type('char');
      await page.keyboard.press('Tab');
      await page.keyboard.type('til');
      await page.getByRole('option', { name: /Till/ }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      expect(await page.inputValue('#box')).toMatch(/^\/character name:\S/);
      await page.keyboard.press('Enter');
      const card = page.locator('.message', { hasText: 'Ada used /character' });
      await card.locator('.container .heading', { hasText: 'Till' }).waitFor();
      expect(await page.inputValue('#box')).toBe('');
      await page.close();
    });

    test('Escape also keeps choices away that are still coming, and Enter then sends what is typed', async () => {
      const page = await browser.open('about:blank');
      const choices = new Promise((resolve) => {
        page.on('websocket', (line) =>
          line.on('framereceived', ({ payload }) => {
            if (payload.includes('"APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"')) resolve(payload);
          }),
        );
      });
      await page.goto(`${url}/page/index.html#Cem/general`);
      await page.locator('#channel-title', { hasText: 'general' }).waitFor();
      await page.fill('#box', '/');
      await page.getByRole('option', { name: '/character' }).waitFor();
      await page.fill('#box', '/character name:Til');
      await page.keyboard.press('Escape');
      await choices;
      await page.keyboard.press('Enter');
      await page.locator('.message', { hasText: 'Cem used /character' }).waitFor();
      await page.close();
    });

    test('a moderator opens a poll, and fans vote by reaction and by button and see it counted', async () => {
      const moderator = await become('Moa', 'predictions');
      await moderator.focus('#box');
      await moderator.keyboard.type('/poll open');
      await moderator.getByRole('option', { name: '/poll open' }).waitFor();
      await moderator.keyboard.press('Enter');
      await moderator.keyboard.type('in 2h match:');
      await moderator.locator('#suggestions .choice').first().waitFor();
      await moderator.keyboard.press('ArrowDown');
      await moderator.keyboard.press('Enter');
      await moderator.keyboard.press('Enter');
      const seen = moderator.locator('.message', { has: moderator.locator('.reaction') });
      await seen.waitFor();

      const ada = await become('Ada', 'predictions');
      const poll = ada.locator('.message', { has: ada.locator('.reaction') });
      const first = poll.locator('.reaction').first();
      await first.focus();
      await ada.keyboard.press('Enter');
      await poll.locator('.reaction[aria-pressed="true"] .count', { hasText: '2' }).waitFor();
      await seen
        .getByText(/\b1 vote/)
        .first()
        .waitFor();
      expect(await first.and(ada.locator(':focus')).count()).toBe(1);

      const cem = await become('Cem', 'predictions');
      await cem.locator('.component').nth(1).click();
      const receipt = cem.locator('.message.private');
      await receipt.getByText('Only you can see this').waitFor();
      await seen
        .getByText(/\b2 votes/)
        .first()
        .waitFor();
      await receipt.getByRole('button', { name: 'Dismiss message' }).click();
      await receipt.waitFor({ state: 'detached' });
      expect(await ada.locator('.message.private').count()).toBe(0);
      for (const page of [moderator, ada, cem]) await page.close();
    });

    test('an episode published by the director arrives in the channel it was asked for', async () => {
      const page = await become('Bora', 'announcements');
      await page.getByLabel('Title').fill('ALIEN STAGE ROUND 6');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.locator('#director-log', { hasText: 'is in the feed' }).waitFor();
      await page.locator('.message', { hasText: 'ROUND 6' }).waitFor();
      await page.close();
    });

    test('in direct messages with the bot a choice in a select changes the answer it stands under', async () => {
      const page = await become('Cem', 'general');
      await page.getByRole('button', { name: 'Write to the bot' }).click();
      await page.locator('#channel-title', { hasText: '@' }).waitFor();
      await run(page, '/character name:Till');
      const answer = page.locator('.message', { has: page.locator('.select') });
      await answer.waitFor();
      const howFar = answer.locator('.select').last();
      const messages = await page.locator('.message').count();
      const shown = page.locator('.message').last().locator('.embed');
      const before = await shown.textContent();
      await howFar.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => shown.textContent(), { timeout: 10_000 }).not.toBe(before);
      expect(await page.locator('.message').count()).toBe(messages);
      await page.close();
    });

    test('a client whose line broke comes back and has missed nothing', async () => {
      const page = await browser.open('about:blank');
      const lines: WebSocketRoute[] = [];
      await page.routeWebSocket(/.*/, (line) => {
        line.connectToServer();
        lines.push(line);
      });
      await page.goto(`${url}/page/index.html#Ada/general`);
      await page.locator('#channel-title', { hasText: 'general' }).waitFor();
      await lines[0]?.close({ code: 4000 });
      const other = await become('Duri', 'general');
      await other.fill('#box', 'Said while the line was broken');
      await other.press('#box', 'Enter');
      await page.locator('.message', { hasText: 'Said while the line was broken' }).waitFor();
      expect(lines.length).toBe(2);
      for (const one of [page, other]) await one.close();
    });

    test('markup that somebody writes stays text', async () => {
      const page = await become('Duri', 'general');
      await page.fill('#box', '<img src=x onerror="document.title=1"> **bold** <script>1</script>');
      await page.keyboard.press('Enter');
      const message = page.locator('.message', { hasText: '<script>1</script>' });
      await message.locator('strong', { hasText: 'bold' }).waitFor();
      expect(await message.locator('img, script').count()).toBe(0);
      await page.close();
    });

    test('whatever fault the director lets the bot meet, who asks is answered once', async () => {
      const page = await become('Duri', 'general');
      const answers = page.locator('.message', { hasText: 'Duri used /series' });
      const faults = ['Answer 429', 'Answer 500', 'Lose an answer', 'Drop its socket', 'Forget its session'];
      for (const [index, fault] of faults.entries()) {
        await page.getByRole('button', { name: fault }).click();
        await page.locator('#director-log li').first().getByText(`Asked for: ${fault.toLowerCase()}, 1×.`).waitFor();
        await expect.poll(async () => (await fetch(`${url}/director/world`)).status, { timeout: 15_000 }).toBe(200);
        await run(page, '/series');
        await expect.poll(() => answers.count(), { timeout: 10_000 }).toBe(index + 1);
      }
      await run(page, 'Still here');
      await page.locator('.message', { hasText: 'Still here' }).waitFor();
      expect(await answers.count()).toBe(faults.length);
      expect(await page.getByText('did not respond').count()).toBe(0);
      await page.close();
    });

    test('a bot that was stopped or killed does not answer, which only the asker is told; started again it goes on', async () => {
      const page = await become('Cem', 'predictions');
      const poll = page.locator('.message', { has: page.locator('.reaction') });
      const votes = poll.getByText(/\b2 votes/).first();
      await votes.waitFor();
      for (const [way, done] of [
        ['Stop', 'has stopped'],
        ['Kill', 'was killed'],
      ] as const) {
        await page.getByRole('button', { name: way, exact: true }).click();
        await page.locator('#director-log li').first().getByText(done).waitFor();
        await run(page, '/help');
        await page.locator('.private', { hasText: '/help: The application did not respond' }).waitFor();
        await page.locator('.private').getByRole('button', { name: 'Dismiss message' }).click();
        await votes.waitFor();
        await page.getByRole('button', { name: 'Start', exact: true }).click();
        await page.locator('#director-log li').first().getByText('is starting').waitFor();
        await expect.poll(async () => (await fetch(`${url}/director/world`)).status, { timeout: 15_000 }).toBe(200);
        await run(page, '/help');
        const answer = page.locator('.private', { hasText: 'Cem used /help' });
        await answer.getByRole('button', { name: 'Dismiss message' }).click();
        await answer.waitFor({ state: 'detached' });
      }
      await poll.locator('.reaction').first().click();
      await poll.locator('.reaction[aria-pressed="true"]').waitFor();
      await page.close();
    });

    test('nothing of all this was an error to the browser, and nothing was asked of another machine', () => {
      expect(browser.errors).toEqual([]);
      expect(browser.asked.filter((address) => new URL(address).host !== new URL(url).host)).toEqual([]);
      expect(browser.asked.some((address) => address.startsWith('ws:'))).toBe(true);
    });
  },
);
