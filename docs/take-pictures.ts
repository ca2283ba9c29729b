import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser, walkTour } from 'local-discord/in-browser';
import type { Page } from 'playwright-core';
import { startRehearsal } from '../testkit/bot/rehearsal.ts';

/** `npm run pictures`: takes the guided tour and makes the README's pictures on the way. */
const FOLDER = 'docs/pictures';

/** What is shown after which step, without the tour's card. */
const AFTER_STEP: Readonly<Record<string, string>> = {
  Ask: 'card-english',
  'Ask in Korean': 'card-korean',
  'Predict by button': 'poll',
  'The episode drops': 'announcement',
};

/** Told to the browser as text: nothing else here is compiled for one. */
const SHOW_NEWEST = `(async () => {
  document.getElementById('tour').style.display = 'none';
  await Promise.all([...document.images].map((image) => image.decode()));
  const newest = [...document.querySelectorAll('.message')].at(-1);
  newest.scrollIntoView({ block: newest.offsetHeight > innerHeight * 0.7 ? 'start' : 'end' });
})()`;

await mkdir(FOLDER, { recursive: true });
const rehearsal = await startRehearsal();
const desk = await openBrowser({ width: 960, height: 680 });
const wide = await openBrowser({ width: 1200, height: 680 });
const tall = await openBrowser({ width: 960, height: 1160 });
const phone = await openBrowser({ width: 360, height: 760, colorScheme: 'dark' });
const high = await openBrowser({ width: 360, height: 1240, colorScheme: 'dark' });
try {
  const newcomer = await wide.open(`${rehearsal.url}/page/index.html#Moa/general`);
  await newcomer.getByRole('button', { name: 'Start the tour' }).click();
  await newcomer.locator('#tour h3').waitFor();
  await newcomer.screenshot({ path: join(FOLDER, 'tour.png') });

  await shoot(await filledIn(), 'my-bracket');

  const page = await desk.open(`${rehearsal.url}/page/index.html`);
  await walkTour(page, 'button', async (title) => {
    const name = AFTER_STEP[title];
    if (name !== undefined) await shoot(page, name);
    if (title === 'Predict by button') await shoot(await be(phone, 'Duri', 'predictions'), 'phone');
    if (title === 'The bracket') await shoot(await be(high, 'Ada', 'general'), 'bracket');
    if (title === 'Everyone has watched it') {
      const whole = await be(tall, 'Cem', 'predictions');
      await whole.locator('.message', { hasText: 'won Round' }).last().locator('img').last().waitFor();
      await shoot(whole, 'result-pictures');
      await whole.close();
      const reader = await be(desk, 'Ada', 'predictions');
      await reader.getByRole('button', { name: 'What did I pick?' }).click();
      await reader.locator('.message.private').waitFor();
      await shoot(reader, 'result');
      await reader.close();
    }
  });
} finally {
  for (const browser of [desk, wide, tall, phone, high]) await browser.close();
  await rehearsal.close();
}

/** A bracket that Moa filled in, as it is seen on a phone: before the tour, where nothing of it is decided yet, and by who is nobody in it. */
async function filledIn(): Promise<Page> {
  const page = await high.open(`${rehearsal.url}/page/index.html#Moa/general`);
  await page.locator('#channel-title', { hasText: 'general' }).waitFor();
  await page.fill('#box', '/bracket predict');
  await page.press('#box', 'Escape');
  await page.press('#box', 'Enter');
  const names = [/^Start$/, /Mizi$/, /Till$/, /Till$/];
  for (const [at, name] of names.entries()) {
    await page.getByRole('button', { name }).last().click();
    // The next name may stand in this match as well: it is pressed in the one that comes.
    if (at + 1 < names.length)
      await page
        .getByText(`Match ${at + 1} of`)
        .last()
        .waitFor();
  }
  await page.locator('.message', { hasText: 'Everything that is open is picked' }).locator('img').last().waitFor();
  return page;
}

async function be(browser: { open(url: string): Promise<Page> }, who: string, channel: string): Promise<Page> {
  const page = await browser.open(`${rehearsal.url}/page/index.html#${who}/${channel}`);
  await page.locator('#channel-title', { hasText: channel }).waitFor();
  await page.locator('.message').first().waitFor();
  return page;
}

/** The newest message, when every picture is loaded. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(SHOW_NEWEST);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.evaluate(`document.getElementById('tour').style.display = ''`);
}
