import type { Client, Interaction } from 'discord.js';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBuiltPage } from '../../src/page-files.ts';
import { seriousFaults } from '../../testkit/accessibility.ts';
import { type Browser, noBrowser, openBrowser } from '../../testkit/browser.ts';
import { createRunningClock } from '../../testkit/manual-clock.ts';
import { type Scene, startScene } from '../../testkit/scene.ts';
import { answerWith, COMMANDS, connectBot } from '../bot.ts';

const missing = noBrowser ?? (findBuiltPage() === undefined ? 'the page is not built (npm run build)' : undefined);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What a chat can show beyond what this bot happens to send, with an application made for it. */
describe.skipIf(missing !== undefined)(
  `the chat in a browser${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  { shuffle: false },
  () => {
    let scene: Scene;
    let client: Client<true>;
    let browser: Browser;
    let page: Page;
    let answer: (interaction: Interaction) => Promise<unknown>;
    let failures: readonly unknown[];
    /** How many interactions have reached the bot in the test that runs. */
    let asked = 0;
    const clock = createRunningClock();

    beforeAll(async () => {
      scene = await startScene({
        clock,
        page: true,
        director: { now: () => Date.now(), bot: async () => {}, advanceClock: async () => ({ nowMs: Date.now() }) },
      });
      client = await connectBot(scene);
      await client.application.commands.set(COMMANDS);
      ({ failures } = answerWith(client, (interaction) => {
        asked += 1;
        return answer(interaction);
      }));
      browser = await openBrowser();
      page = await browser.open(`${scene.discord.url}/page/index.html#Ada/general`);
      await page.locator('#channel-title', { hasText: 'general' }).waitFor();
    });

    afterAll(async () => {
      await browser?.close();
      await client?.destroy();
      await scene?.discord.close();
    });

    beforeEach(() => {
      answer = async () => {};
      asked = 0;
    });

    const say = async (text: string) => {
      await page.focus('#box');
      await page.keyboard.type(text);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
    };
    const send = async (message: object) =>
      (await client.rest.post(`/channels/${scene.channels.general}/messages`, { body: message })) as { id: string };
    /** Lets the three seconds pass that a bot has for an answer, once so many have been asked for. */
    const letTimePass = async (count: number) => {
      await expect.poll(() => asked).toBe(count);
      clock.advance(3000);
    };
    const newest = () => page.locator('.message').last();
    const spoken = (text: string) => page.locator('.message', { hasText: text });

    test('a bot that needs time is seen thinking, and its answer comes in that place', async () => {
      let go = () => {};
      const released = new Promise<void>((resolve) => {
        go = resolve;
      });
      answer = async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.deferReply();
        await released;
        await interaction.editReply('Here it is');
      };
      await say('/ping');
      await spoken('Bot is thinking').waitFor();
      const before = await page.locator('.message').count();
      go();
      await spoken('Here it is').waitFor();
      expect(await page.locator('.message').count()).toBe(before);
      expect(await page.getByText('is thinking').count()).toBe(0);
    });

    test('a modal is filled in and sent by keyboard alone, and what it was opened from has the focus again', async () => {
      answer = async (interaction) => {
        if (interaction.isButton()) {
          await interaction.showModal({
            custom_id: 'form',
            title: 'About the round',
            components: [
              { type: 18, label: 'Title', component: { type: 4, custom_id: 'title', style: 1, max_length: 20 } },
              {
                type: 18,
                label: 'Why',
                description: 'In your words',
                component: { type: 4, custom_id: 'why', style: 2, required: false },
              },
            ],
          });
        } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
          const [title, why] = ['title', 'why'].map((id) => interaction.fields.getTextInputValue(id));
          await interaction.update({ content: `${title}: ${why}` });
        }
      };
      await send({
        content: 'A form',
        components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Fill in', custom_id: 'fill' }] }],
      });
      const opener = page.getByRole('button', { name: 'Fill in' });
      await opener.focus();
      await page.keyboard.press('Enter');
      const modal = page.getByRole('dialog', { name: 'About the round' });
      await modal.waitFor();
      await page.keyboard.type('Round 7');
      await page.keyboard.press('Tab');
      await page.keyboard.type('It *rhymes*');
      expect(await seriousFaults(page)).toEqual([]);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await modal.waitFor({ state: 'detached' });
      await spoken('Round 7: It rhymes').waitFor();
      await expect.poll(() => opener.and(page.locator(':focus')).count()).toBe(1);

      await page.keyboard.press('Enter');
      await modal.waitFor();
      await page.keyboard.press('Escape');
      await modal.waitFor({ state: 'detached' });
    });

    test('a layout of containers, sections, pictures and files is shown, and a form of choices is filled in', async () => {
      const filled: unknown[] = [];
      const listen = (data: { readonly type: number; readonly data?: { readonly components?: unknown } }) => {
        if (data.type === 5) filled.push(data.data?.components);
      };
      client.ws.on('INTERACTION_CREATE' as never, listen as never);
      const options = [
        { label: 'Round 6', value: 'r6' },
        { label: 'Round 7', value: 'r7', description: 'The next one' },
      ];
      answer = async (interaction) => {
        if (interaction.isButton()) {
          await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
            auth: false,
            body: {
              type: 9,
              data: {
                custom_id: 'choices',
                title: 'Which ones',
                components: [
                  { type: 18, label: 'The best', component: { type: 21, custom_id: 'best', options } },
                  { type: 18, label: 'Seen', component: { type: 22, custom_id: 'seen', options, max_values: 2 } },
                  { type: 18, label: 'Tell me', component: { type: 23, custom_id: 'tell' } },
                ],
              },
            },
          });
        } else if (interaction.isModalSubmit()) await interaction.reply({ content: 'Thank you for that' });
      };
      const text = (content: string) => ({ type: 10, content });
      await client.rest.post(`/channels/${scene.channels.general}/messages`, {
        files: [{ name: 'rules.txt', data: Buffer.from('rules'), contentType: 'text/plain' }],
        body: {
          flags: 1 << 15,
          components: [
            {
              type: 17,
              accent_color: 0x3ba55d,
              components: [
                {
                  type: 9,
                  components: [text('**Laid out**')],
                  accessory: { type: 2, style: 1, label: 'Ask', custom_id: 'ask' },
                },
                { type: 14, divider: true },
                { type: 13, file: { url: 'attachment://rules.txt' } },
              ],
            },
          ],
        },
      });
      const laid = spoken('Laid out');
      await laid.locator('strong', { hasText: 'Laid out' }).waitFor();
      await laid.locator('hr').waitFor();
      await laid.getByRole('link', { name: 'rules.txt' }).waitFor();
      await laid.getByRole('button', { name: 'Ask' }).click();
      const modal = page.getByRole('dialog', { name: 'Which ones' });
      await modal.waitFor();
      await modal.getByRole('radio', { name: 'Round 7' }).check();
      await modal.getByRole('checkbox', { name: 'Round 6' }).check();
      await modal.getByRole('checkbox', { name: 'Tell me' }).check();
      expect(await seriousFaults(page)).toEqual([]);
      await modal.getByRole('button', { name: 'Submit' }).click();
      await modal.waitFor({ state: 'detached' });
      await spoken('Thank you for that').waitFor();
      expect(filled).toEqual([
        [
          expect.objectContaining({ component: expect.objectContaining({ custom_id: 'best', value: 'r7' }) }),
          expect.objectContaining({ component: expect.objectContaining({ custom_id: 'seen', values: ['r6'] }) }),
          expect.objectContaining({ component: expect.objectContaining({ custom_id: 'tell', value: true }) }),
        ],
      ]);
      client.ws.off('INTERACTION_CREATE' as never, listen as never);
    });

    test('a command, a button and a modal that get no answer say so in their place, to the one who asked only', async () => {
      const other = await browser.open(`${scene.discord.url}/page/index.html#Bea/general`);
      await send({
        content: 'Deaf',
        components: [{ type: 1, components: [{ type: 2, style: 4, label: 'Press', custom_id: 'deaf' }] }],
      });
      await say('/ping');
      await spoken('Deaf').getByRole('button', { name: 'Press' }).click();
      await spoken('Deaf').locator('[aria-busy="true"]').waitFor();
      await letTimePass(2);
      await page.locator('.private', { hasText: '/ping: The application did not respond' }).waitFor();
      await spoken('Deaf').getByRole('alert').getByText('The application did not respond').waitFor();
      expect(await spoken('Deaf').locator('[aria-busy]').count()).toBe(0);
      await other.locator('.message', { hasText: 'Deaf' }).waitFor();
      expect(await other.getByText('did not respond').count()).toBe(0);
      await other.close();

      answer = async (interaction) => {
        if (!interaction.isButton()) return;
        await interaction.showModal({
          custom_id: 'deaf',
          title: 'Deaf too',
          components: [{ type: 18, label: 'Title', component: { type: 4, custom_id: 'title', style: 1 } }],
        });
      };
      await spoken('Deaf').getByRole('button', { name: 'Press' }).click();
      const modal = page.getByRole('dialog', { name: 'Deaf too' });
      await modal.getByLabel('Title').fill('x');
      await page.keyboard.press('Enter');
      await letTimePass(4);
      await modal.getByRole('alert').getByText('The application did not respond').waitFor();
      expect(await modal.getByLabel('Title').inputValue()).toBe('x');
      await modal.getByRole('button', { name: 'Cancel' }).click();
    });

    test('a thread is seen under its message and its channel, and can be opened and written in', async () => {
      const { id } = await send({ content: 'Round 7 is out' });
      await client.rest.post(`/channels/${scene.channels.general}/messages/${id}/threads`, {
        body: { name: 'Talk about Round 7' },
      });
      const hung = spoken('Round 7 is out').getByRole('button', { name: /Talk about Round 7/ });
      await hung.waitFor();
      expect(await page.locator('#channels').getByText('Talk about Round 7').count()).toBe(1);
      await hung.focus();
      await page.keyboard.press('Enter');
      await page.locator('#channel-title', { hasText: 'Talk about Round 7' }).waitFor();
      await say('First!');
      await spoken('First!').waitFor();
      await page.locator('#channels').getByRole('button', { name: 'general' }).click();
      await client.rest.post(`/channels/${scene.channels.general}/threads`, { body: { name: 'Side stage', type: 11 } });
      await newest().locator('discord-system-message', { hasText: 'Bot started a thread: Side stage' }).waitFor();
      expect(await page.getByText('First!').count()).toBe(0);
    });

    test('spoiler text is not read before it is opened, which a keyboard can do', async () => {
      await send({ content: 'He ||wins the <#1> duel||, they say' });
      const spoiler = newest().getByRole('button', { name: 'Spoiler: press to show it' });
      await spoiler.waitFor();
      expect(await newest().ariaSnapshot()).not.toContain('wins');
      expect(await newest().getByText('wins the').isVisible()).toBe(false);
      await spoiler.focus();
      await page.keyboard.press('x');
      expect(await newest().getByText('wins the').isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      expect(await newest().getByText('wins the').isVisible()).toBe(true);
      expect(await newest().ariaSnapshot()).toContain('wins');
      expect(await spoiler.count()).toBe(0);
    });

    test('an embed keeps formatting in its title, tells what its pictures show, and loads none from elsewhere', async () => {
      const channel = await client.channels.fetch(scene.channels.general);
      if (!channel?.isSendable()) throw new Error('Not a channel to send to');
      const { id } = scene.discord.world.createEmoji(scene.guildId, { name: 'emoji' });
      await channel.send({
        embeds: [
          {
            title: `**Bold** <:emoji:${id}>`,
            url: 'https://example.org/',
            author: { name: `Somebody <:emoji:${id}>` },
            description: '<b>not markup</b>',
            color: 0xff8800,
            fields: [{ name: `Field <:emoji:${id}>`, value: '*value*', inline: true }],
            thumbnail: { url: 'https://example.org/thumbnail.png' },
            footer: { text: 'The footer' },
          },
        ],
        files: [{ attachment: PNG, name: 'bracket.png', description: 'Till against Ivan' }],
      });
      const embed = newest().locator('.embed');
      await embed.getByRole('link', { name: 'Bold :emoji:' }).locator('strong').waitFor();
      await embed.getByText('<b>not markup</b>').waitFor();
      await embed.getByRole('link', { name: 'Picture from example.org' }).waitFor();
      await newest().getByRole('img', { name: 'Till against Ivan' }).waitFor();
      const edge = await embed.locator('.discord-left-border').evaluate((element) => {
        const { defaultView } = element.ownerDocument;
        return defaultView?.getComputedStyle(element).backgroundColor;
      });
      expect(edge).toBe('rgb(255, 136, 0)');
    });

    test('who is at the end stays there, also when a picture comes late; who reads further up is left alone', async () => {
      const channel = await client.channels.fetch(scene.channels.general);
      if (!channel?.isSendable()) throw new Error('Not a channel to send to');
      const tall = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="340"/>');
      const sendTall = (description: string) =>
        channel.send({ files: [{ attachment: tall, name: 'tall.svg', description }] });
      const scroller = page.locator('#scroller');
      const fromEnd = () =>
        scroller.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
      const height = (name: string) => page.getByRole('img', { name }).evaluate(({ offsetHeight }) => offsetHeight);

      await sendTall('The first');
      await expect.poll(() => height('The first')).toBe(340);
      await expect.poll(fromEnd).toBeLessThan(1);
      await scroller.evaluate((element) => element.scrollTo(0, 0));
      const before = await fromEnd();
      await sendTall('The second');
      await expect.poll(() => height('The second')).toBe(340);
      await expect.poll(fromEnd).toBeGreaterThan(before + 340);
      await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    });

    test('a select of channels shows its default, and can be emptied where no channel is required', async () => {
      const values: (readonly string[])[] = [];
      answer = async (interaction) => {
        if (!interaction.isChannelSelectMenu()) return;
        values.push(interaction.values);
        await interaction.update({ components: [{ type: 1, components: [select] }] });
      };
      const select = { type: 8, custom_id: 'where', placeholder: 'Nowhere', min_values: 0 } as const;
      const chosen = { ...select, default_values: [{ id: scene.channels.general, type: 'channel' }] };
      await send({ content: 'Where?', components: [{ type: 1, components: [chosen] }] });
      const opener = spoken('Where?').locator('.select');
      await opener.getByText('#general').click();
      await page.getByRole('option', { name: '#general', selected: true }).click();
      await opener.getByText('Nowhere').waitFor();
      await expect.poll(() => values).toEqual([[]]);
    });

    test('messages turn light and dark with the system, also those that stand there already, and stay readable', async () => {
      const text = (scheme: 'light' | 'dark') =>
        page.emulateMedia({ colorScheme: scheme }).then(() => seriousFaults(page));
      expect(await text('dark')).toEqual([]);
      expect(await page.locator('discord-message:not([light-theme])').count()).toBeGreaterThan(3);
      expect(await text('light')).toEqual([]);
      expect(await page.locator('discord-message:not([light-theme])').count()).toBe(0);
    });

    test('nothing of all this was an error, and nothing was asked of another machine', () => {
      expect(failures).toEqual([]);
      expect(browser.errors).toEqual([]);
      expect(browser.asked.filter((address) => new URL(address).host !== new URL(scene.discord.url).host)).toEqual([]);
    });
  },
);
