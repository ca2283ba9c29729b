import type { Page } from 'playwright-core';

/** How a step is done: by the tour's own button, by hand (typed, clicked), or by keyboard alone. */
export type Way = 'button' | 'hand' | 'keyboard';

/** Takes the guided tour from its start to its end. Resolves with the steps' titles; fails naming the step that did not go on. */
export async function walkTour(
  page: Page,
  wayOf: (step: number) => Way,
  onDone: (title: string) => Promise<void> = async () => {},
): Promise<string[]> {
  const card = page.locator('#tour');
  const titles: string[] = [];
  await page.getByRole('button', { name: 'Start the tour' }).click();
  for (let step = 1; ; step += 1) {
    const title = (await card.locator('h3').textContent()) ?? '';
    const next = card.locator('button.primary');
    if (title === 'That was the tour') {
      await next.click();
      await card.waitFor({ state: 'hidden' });
      return titles;
    }
    titles.push(title);
    await doStep(page, wayOf(step));
    await card
      .locator('.tour-status', { hasText: '✓' })
      .waitFor({ timeout: 15_000 })
      .catch(async () => {
        throw new Error(`“${title}” was not done: ${await card.textContent()}`);
      });
    await onDone(title);
    if (wayOf(step) === 'keyboard') {
      await next.focus();
      await page.keyboard.press('Enter');
    } else await next.click();
  }
}

async function doStep(page: Page, way: Way): Promise<void> {
  const card = page.locator('#tour');
  const next = card.locator('button.primary');
  const label = await next.textContent();
  const exact = (await card.locator('code').textContent()) ?? '';
  const isTyped = label === 'Type it for me';
  if (way === 'button' || !(isTyped || label === 'Press it for me')) return void (await next.click());
  // The step is carried out where it belongs: the tour has gone there by itself.
  const place = /you are (.+) in (.+)$/.exec((await card.locator('.tour-place').textContent()) ?? '');
  await page.locator('#channel-title', { hasText: place?.[2] ?? '' }).waitFor();
  await page.waitForURL((url) => decodeURIComponent(url.hash) === `#${place?.[1]}/${place?.[2]}`);
  if (isTyped) {
    await page.focus('#box');
    await page.keyboard.type(exact.replace(/(?<=^\/)\S.*$/, ''));
    await page.locator('#suggestions .command').first().waitFor();
    await page.keyboard.type(`${exact.slice(1)} `);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    return;
  }
  const wanted = page.locator('button.component, button.reaction', { hasText: exact }).last();
  if (way === 'hand') return void (await wanted.click());
  await wanted.focus();
  await page.keyboard.press('Enter');
}
