import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** Debian's package `chromium`. */
const EXECUTABLE = '/usr/bin/chromium';

/** Why there can be no browser here, or undefined. */
export const noBrowser: string | undefined = existsSync(EXECUTABLE) ? undefined : `there is no ${EXECUTABLE} here`;

export interface Browser {
  /** Opens an address. */
  open(url: string): Promise<Page>;
  /** Everything the pages wrote to the console as an error, and every error nobody caught. */
  readonly errors: readonly string[];
  /** The addresses of everything the pages requested, sockets included. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** The system's browser, headless, with a profile of its own that `close` removes. */
export async function openBrowser(
  look: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number; readonly height?: number } = {},
): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'browser-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    colorScheme: look.colorScheme ?? 'light',
    viewport: { width: look.width ?? 1400, height: look.height ?? 900 },
    locale: 'en-GB',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const errors: string[] = [];
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  return {
    errors,
    asked,
    async open(url) {
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
      page.on('websocket', (socket) => asked.push(socket.url()));
      await page.goto(url);
      return page;
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
