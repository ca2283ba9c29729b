import { openBrowser, seriousFaults, type Way, walkTour } from 'local-discord/in-browser';
import type { Page } from 'playwright-core';
import { startRehearsal } from './rehearsal.ts';

export interface TourLook {
  readonly way: Way;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** True: checks accessibility after every step. Default: after every fourth */
  readonly thorough?: boolean;
}

export interface TourFindings {
  /** The titles of the steps taken. */
  readonly steps: readonly string[];
  readonly seconds: number;
  /** Steps at which the page was wider than the window. */
  readonly sideways: readonly string[];
  /** Serious and critical findings of axe, with the step and the elements. */
  readonly serious: readonly string[];
  /** Errors on the console, and uncaught ones. */
  readonly errors: readonly string[];
  /** Requests to addresses of other machines. */
  readonly elsewhere: readonly string[];
}

const STEPS_BETWEEN_CHECKS = 4;

/** Takes the whole tour in a rehearsal and a browser of its own. */
export async function tryTour({ way, thorough = false, ...look }: TourLook): Promise<TourFindings> {
  const rehearsal = await startRehearsal();
  const browser = await openBrowser(look);
  try {
    const page = await browser.open(`${rehearsal.url}/page/index.html`);
    await page.locator('#channel-title', { hasText: '#' }).waitFor();
    const began = performance.now();
    const sideways: string[] = [];
    const serious: string[] = [];
    let done = 0;
    const steps = await walkTour(page, way, async (title) => {
      if (await isTooWide(page)) sideways.push(title);
      if (thorough || done % STEPS_BETWEEN_CHECKS === 0)
        serious.push(...(await seriousFaults(page)).map((fault) => `${title}: ${fault}`));
      done += 1;
    });
    return {
      steps,
      seconds: Math.round((performance.now() - began) / 1000),
      sideways,
      serious: [...new Set(serious)],
      errors: browser.errors,
      elsewhere: browser.asked.filter((address) => new URL(address).host !== new URL(rehearsal.url).host),
    };
  } finally {
    await browser.close();
    await rehearsal.close();
  }
}

/** A string, since the browser evaluates it and nothing else here is compiled for one. */
const IS_TOO_WIDE = `[document.documentElement, ...document.querySelectorAll('main, #scroller, #tour')]
  .some((element) => element.scrollWidth > element.clientWidth)`;

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(IS_TOO_WIDE);
}
