import type { Locator, Page } from 'playwright-core';

/** How a step is done: by the tour's own button, typed and clicked, or with the keyboard alone. */
export type Way = 'button' | 'hand' | 'keyboard';

/** More than the page has places to stop at. */
const MOST_TABS = 200;

/**
 * Takes the guided tour from start to end. Resolves with the steps' titles; fails naming the step that did not go on.
 */
export async function walkTour(
  page: Page,
  way: Way,
  onDone: (title: string) => Promise<void> = async () => {},
): Promise<string[]> {
  const card = page.locator('#tour');
  const next = card.locator('button.primary');
  const titles: string[] = [];
  const start = page.getByRole('button', { name: 'Start the tour' });
  if (!(await start.isVisible())) await use(page, way, page.getByRole('button', { name: 'Director' }));
  await use(page, way, start);
  for (;;) {
    const title = (await card.locator('h3').textContent()) ?? '';
    if (title === 'That was the tour') {
      await use(page, way, next);
      await card.waitFor({ state: 'hidden' });
      return titles;
    }
    titles.push(title);
    await doStep(page, way);
    await card
      .locator('.tour-status', { hasText: '✓' })
      .waitFor({ timeout: 20_000 })
      .catch(async () => {
        throw new Error(`“${title}” was not done: ${await card.textContent()}`);
      });
    await onDone(title);
    await use(page, way, next);
  }
}

/** Does what the step asks for by hand, or lets the tour do it. */
async function doStep(page: Page, way: Way): Promise<void> {
  const card = page.locator('#tour');
  const next = card.locator('button.primary');
  const label = await next.textContent();
  const exact = (await card.locator('code').textContent()) ?? '';
  const [, person, channel] =
    /you are (.+) in (.+)$/.exec((await card.locator('.tour-place').textContent()) ?? '') ?? [];
  await page.waitForURL((url) => decodeURIComponent(url.hash) === `#${person}/${channel}`);
  if (way !== 'button' && label === 'Type it for me') {
    await use(page, way, page.locator('#box'));
    await page.keyboard.type('/');
    await page.locator('#suggestions .command').first().waitFor();
    await page.keyboard.type(exact.slice(1));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  } else if (way !== 'button' && exact === 'the first reaction') {
    await use(page, way, page.locator('.reactions').last().locator('button.reaction').first());
  } else if (way !== 'button' && label === 'Press it for me') {
    await use(page, way, page.locator('button.component, button.reaction', { hasText: exact }).last());
  } else await use(page, way, next);
}

/** Presses something with the mouse, or reaches it with Tab and presses Enter. A field is only focused. */
async function use(page: Page, way: Way, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  if (way !== 'keyboard') return wanted.click();
  const isHere = () => wanted.evaluate((element) => element === element.ownerDocument.activeElement);
  for (let tabs = 0; !(await isHere()); tabs += 1) {
    if (tabs === MOST_TABS) throw new Error(`${wanted} cannot be reached with Tab`);
    await page.keyboard.press('Tab');
  }
  if ((await wanted.evaluate(({ tagName }) => tagName)) === 'BUTTON') await page.keyboard.press('Enter');
}
