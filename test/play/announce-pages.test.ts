import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './announce-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const html = (head: string) => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html><head>${head}</head><body><p>Hello</p></body></html>`,
});
const here = (feed: string) => stage.announce('here', { channel: stage.scene.channels.news, feed });
const status = async () => (await stage.announce('status')).embeds[0]?.description ?? '';

describe('The address that a moderator gives as a feed', { shuffle: false }, () => {
  it('is refused when it is a web page without one, with what was found, and nothing is subscribed to', async () => {
    stage.feed.set('/bare', html('<title>Just a page</title>'));
    const answer = await here(`${stage.feed.origin}/bare`);
    expect(answer.content).toContain('is no feed, but a web page (“Just a page”)');
    expect(await status()).not.toContain('/bare');
  });

  it('may be a page that names its feeds: they are offered, and the one that is picked is announced', async () => {
    const link = (title: string, href: string) =>
      `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
    stage.feed.set(
      '/blog',
      html(`<title>A blog</title>${link('Comments', '/comments.xml')}${link('Posts', '/feed.xml')}`),
    );
    const answer = await here(`${stage.feed.origin}/blog`);
    expect(answer.content).toContain('is no feed, but a web page (“A blog”)');
    expect(answer.content).toContain(`- **Posts** <${stage.feed.origin}/feed.xml>`);
    expect(JSON.stringify(answer.components)).toContain('/feed.xml');
    expect(await status()).not.toContain('/blog');

    const offered = JSON.stringify(answer.components);
    const id = /"custom_id":"(pickfeed[^"]*)"/.exec(offered)?.[1] ?? '';
    const { message: picked } = await stage.mod.choose(answer, id, ['1']);
    expect(picked.content).toContain('From now on');
    expect(picked.content).toContain('/feed.xml');
    expect(picked.components).toEqual([]);
    expect(await status()).toContain('/feed.xml');
  });

  it('may stand in angle brackets, or have the scheme of feeds', async () => {
    expect((await here(`<${stage.feedUrl}>`)).content).toContain('Changed');
    expect((await here(`feed:${stage.feedUrl}`)).content).toContain('Changed');
    expect((await here(stage.feedUrl.replace('http:', 'feed:'))).content).toContain('Changed');
  });

  it('is named by its title and its channel where one is to be picked', async () => {
    const [first] = await stage.mod.suggest(
      stage.scene.channels.general,
      'announce stop',
      { subscription: '' },
      'subscription',
    );
    expect(first?.name).toBe('Example Studio → #news');
    const stopped = await stage.announce('stop', { subscription: first?.value ?? '' });
    expect(stopped.content).toContain('**Example Studio**');
    expect(await status()).toBe('');
  });
});
