import { expect, test } from 'vitest';
import { findInPage } from '../../../src/sources/documents/find-in-page.ts';

test('the feeds of a page are found behind letters that are longer in lower case', () => {
  const page = `<TITLE>${'İ'.repeat(30)} günlüğü</TITLE><LINK REL="alternate" TYPE="application/rss+xml" HREF="/akış.xml" TITLE="İçerik">`;
  expect(findInPage(page, 'https://örnek.example/')).toEqual({
    title: `${'İ'.repeat(30)} günlüğü`,
    feeds: [{ url: 'https://xn--rnek-4qa.example/ak%C4%B1%C5%9F.xml', title: 'İçerik' }],
  });
});
