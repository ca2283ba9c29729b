import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedDocument, FeedEntry } from '../../../src/domain/feed/feed-document.ts';
import { linkIdentity } from '../../../src/sources/documents/entry-key.ts';
import { parseFeed } from '../../../src/sources/documents/parse-feed.ts';

const url = 'https://feeds.example/dir/feed.xml';
const rss = (items: string) => `<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
const atom = (entries: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>${entries}</feed>`;

function read(text: string): FeedDocument {
  const parsed = parseFeed(text, url);
  if (parsed.kind === 'failed') throw new Error(`${parsed.reason}: ${parsed.detail}`);
  return parsed.document;
}

function one(text: string): FeedEntry {
  const [entry, ...more] = read(text).entries;
  if (!entry || more.length > 0) throw new Error('Expected one entry');
  return entry;
}

function reasonOf(text: string): string {
  const parsed = parseFeed(text, url);
  return parsed.kind === 'failed' ? parsed.reason : 'read';
}

describe('what a document is', () => {
  test.each([
    ['an HTML page', '<!DOCTYPE html><html><body><rss version="2.0"></rss></body></html>'],
    [
      'a consent page',
      '<html><head><title>Before you continue to YouTube</title></head><body><form action="https://consent.youtube.com/save"></form></body></html>',
    ],
    [
      'a page that quotes a feed',
      '<html><body><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>t</title></channel><item rdf:about="x"><title>x</title></item></rdf:RDF></body></html>',
    ],
    ['a sitemap', '<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>'],
    ['an OPML list', '<opml version="2.0"><body><outline text="rss"/></body></opml>'],
    ['an error in JSON', '{"error":{"code":403}}'],
    ['a list in JSON', '[{"id":1}]'],
    ['plain text', 'Too many requests'],
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['a feed without anything in it', '<rss version="2.0"></rss>'],
  ])('%s is no feed', (_, text) => {
    expect(reasonOf(text)).toBe('not-a-feed');
  });

  test.each([
    [
      'an Atom entry',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>1</id></entry><entry><id>2</id><tit',
    ],
    ['an RSS item', '<rss version="2.0"><channel><title>t</title><item><guid>1</guid><title>compl'],
    ['the head', '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>'],
    ['a CDATA section', '<rss version="2.0"><channel><item><title><![CDATA[ab'],
    ['a comment', '<rss version="2.0"><channel><item><!-- '],
    ['JSON', '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"'],
  ])('a document that stops in the middle of %s is refused', (_, text) => {
    expect(reasonOf(text)).toBe('truncated');
  });

  test('one whose entries are all complete counts, though its last tags are missing', () => {
    const text =
      '<rss version="2.0"><channel><title>t</title><item><guid>1</guid></item><item><guid>2</guid></item></chan';
    expect(read(text).entries.map((entry) => entry.key)).toEqual(['1', '2']);
  });

  test('tags in CDATA and comments are no tags', () => {
    const text = rss('<item><guid>1</guid><description><![CDATA[</item><item>]]></description><!-- <item> --></item>');
    expect(read(`${text}<!-- bye -->`).entries).toHaveLength(1);
  });

  test.each([
    ['blank lines before the declaration', `\n\n <?xml version="1.0"?>${rss('<item><guid>1</guid></item>')}`],
    ['a comment and a style sheet', `<!-- hi --><?xml-stylesheet href="x"?>${rss('<item><guid>1</guid></item>')}`],
    ['no version', '<rss><channel><title>t</title><item><guid>1</guid></item></channel></rss>'],
    ['capital letters', '<RSS VERSION="2.0"><CHANNEL><ITEM><GUID>1</GUID></ITEM></CHANNEL></RSS>'],
    [
      'a prefix',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>t</a:title><a:entry><a:id>1</a:id></a:entry></a:feed>',
    ],
    [
      'unclosed HTML in a text',
      rss('<item><guid>1</guid><description>a <br> b <img src="x"> 1 < 2 "c</description></item>'),
    ],
    ['a number for an id', '{"version":"https://jsonfeed.org/version/1","title":"t","items":[{"id":1}]}'],
  ])('%s does not hurt', (_, text) => {
    expect(one(text).key).toBe('1');
  });

  test('a valid document without entries is an empty one', () => {
    expect(read(atom('')).entries).toEqual([]);
    expect(read(rss('')).entries).toEqual([]);
    expect(read('{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[]}').entries).toEqual([]);
  });
});

describe('hostile documents', () => {
  const most = (piece: string) => piece.repeat(Math.ceil((8 * 1024 * 1024) / piece.length));
  test.each([
    ['nesting', rss(most('<a>'))],
    ['nesting within bounds, without end', rss(most(`${'<a>'.repeat(80)}${'</a>'.repeat(80)}`))],
    ['attributes of one tag', rss(`<item ${most('a="1" ')}/>`)],
    ['attributes of many', rss(most('<item a="1" b="2" c="3"></item>'))],
    ['items', rss(most('<item/>'))],
  ])('one made of %s is refused as such', (_, text) => {
    expect(reasonOf(text)).toBe('hostile');
  });

  test.each([
    ['less-than signs', most('<')],
    ['less-than signs in a title', rss(`<item><guid>1</guid><title>${most('&lt;')}</title></item>`)],
    ['half tags in a title', rss(`<item><guid>1</guid><title><![CDATA[${most('<b ')}]]></title></item>`)],
    ['quotes', rss(most('<a "'))],
    ['end tags', rss(most('</item>'))],
    ['comments', rss(most('<!---->'))],
    ['entities', `<!DOCTYPE a [${most('<!ENTITY a "b">')}]>${rss('')}`],
    ['HTML', `<html>${most('<p>hello <br> <a href="x">')}`],
    ['braces', most('{')],
    ['brackets', `{"items":${most('[')}`],
    ['digits of an id', `{"id":${most('1')}`],
    ['a date', rss(`<item><guid>1</guid><pubDate>${most('1')}</pubDate></item>`)],
    ['an id', rss(`<item><guid>${most('a')}</guid></item>`)],
  ])('one made of %s is answered, with nothing longer than promised', (_, text) => {
    const parsed = parseFeed(text, url);
    for (const entry of parsed.kind === 'document' ? parsed.document.entries : []) {
      expect(entry.title.length).toBeLessThanOrEqual(1000);
      expect(entry.key.length).toBeLessThanOrEqual(200);
    }
  });

  test('entities of its own are never expanded, and files never read', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>${rss('<item><guid>1</guid><title>&b;</title></item>')}`;
    expect(one(bomb).title).toBe('&b;');
    const thief = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><guid>1</guid><title>&x;</title></item>')}`;
    expect(JSON.stringify(parseFeed(thief, url))).not.toContain('root:');
  });

  test('of more entries than are looked at, the newer end counts', () => {
    const item = (n: number) => `<item><guid>${n}</guid><pubDate>${new Date(n * 1000).toUTCString()}</pubDate></item>`;
    const numbers = Array.from({ length: 6000 }, (_, n) => n);
    expect(read(rss(numbers.map(item).join(''))).entries.map((entry) => entry.key)).toContain('5999');
    expect(read(rss(numbers.reverse().map(item).join(''))).entries.map((entry) => entry.key)).toContain('5999');
    expect(read(rss(numbers.map(item).join(''))).entries).toHaveLength(5000);
  });

  test('no text makes the reader fail', () => {
    const pieces = fc.constantFrom(
      '<rss version="2.0">',
      '<channel>',
      '<item>',
      '</item>',
      '</channel>',
      '</rss>',
      '<feed>',
      '<entry>',
      '<guid>1',
      '"',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!DOCTYPE a [',
      ']>',
      '&a;',
      '{',
      '}',
      '"id":',
      '\u0000',
      '</',
      '<a b="c">',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect(['document', 'failed']).toContain(parseFeed(parts.join(''), url).kind);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an entry', () => {
  test('is recognised by its id as text, else by its tidied link, else by a hash of title and date', () => {
    expect(one(rss('<item><guid> 007 </guid><link>http://a.example/1</link></item>')).key).toBe('007');
    expect(one(rss('<item><link>HTTP://A.example:80/1?utm_source=x&amp;b=2</link></item>')).key).toBe(
      'http://a.example/1?b=2',
    );
    const hashed = one(rss('<item><title>x</title><pubDate>Mon, 21 Sep 2026 01:35:44 GMT</pubDate></item>')).key;
    expect(hashed).toMatch(/^sha256:[\w-]{43}$/);
    expect(one(rss('<item><title>x</title><pubDate>Tue, 22 Sep 2026 01:35:44 GMT</pubDate></item>')).key).not.toBe(
      hashed,
    );
    expect(one(rss(`<item><guid>${'9'.repeat(300)}</guid></item>`)).key).toMatch(/^sha256:/);
    const json = '{"version":"https://jsonfeed.org/version/1","title":"t","items":[{"id":12345678901234567890123}]}';
    expect(one(json).key).toBe('12345678901234567890123');
  });

  test('has a key and a title that a store gives back as they were', () => {
    const items = '[{"id":"a\\ud800b\\u0000c","title":"x\\udc00y"},{"id":"\\ud83d\\ude00"}]';
    const { entries } = read(`{"version":"https://jsonfeed.org/version/1","title":"t","items":${items}}`);
    for (const { key, title } of entries) {
      expect(Buffer.from(key + title).toString()).toBe(key + title);
      expect(key).not.toMatch(/\p{Cc}/u);
    }
    expect(entries.map((entry) => entry.key)).toEqual(['a\ufffdbc', '😀']);
  });

  test('without id and link is the same though its date is written otherwise', () => {
    const dated = (date: string) => one(rss(`<item><title>x</title><pubDate>${date}</pubDate></item>`)).key;
    expect(dated('Mon, 21 Sep 2026 01:35:44 GMT')).toBe(dated('2026-09-21T10:35:44+09:00'));
  });

  test('that says nothing at all is left out', () => {
    expect(read(rss('<item></item><item><title/></item><item><guid>1</guid></item>')).entries).toHaveLength(1);
  });

  test.each([
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['/p/1', 'https://feeds.example/p/1'],
    ['p/1', 'https://feeds.example/dir/p/1'],
    ['//other.example/1', 'https://other.example/1'],
    ['https://a.example/?q=가', 'https://a.example/?q=%EA%B0%80'],
    [`https://a.example/${'x'.repeat(3000)}`, undefined],
  ])('with the link %s leads to %s', (link, wanted) => {
    expect(one(rss(`<item><guid isPermaLink="false">1</guid><link>${link}</link></item>`)).link).toBe(wanted);
  });

  test('takes a guid for its link only if it is one', () => {
    expect(one(rss('<item><guid>https://a.example/1</guid></item>')).link).toBe('https://a.example/1');
    expect(one(rss('<item><guid isPermaLink="false">https://a.example/1</guid></item>')).link).toBeUndefined();
    expect(one(rss('<item><guid>4711</guid></item>')).link).toBeUndefined();
  });

  test('of Atom leads to its page, not to its file, from where xml:base says', () => {
    const text =
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/blog/"><title>t</title><entry><id>1</id><link rel="enclosure" href="a.mp3"/><link rel="alternate" type="application/json" href="j"/><link rel="alternate" type="text/html" href="p/1"/></entry></feed>';
    expect(one(text).link).toBe('https://b.example/blog/p/1');
  });

  test('has a plain title: Atom’s text keeps its signs, HTML loses its markup', () => {
    expect(one(atom('<entry><id>1</id><title>a &lt;b&gt; &amp;amp; c</title></entry>')).title).toBe('a <b> &amp; c');
    expect(
      one(atom('<entry><id>1</id><title type="html">a &lt;b&gt;c&lt;/b&gt; &amp;amp; d</title></entry>')).title,
    ).toBe('a c & d');
    expect(
      one(
        atom(
          '<entry><id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A &amp; <b>B</b></div></title></entry>',
        ),
      ).title,
    ).toBe('A & B');
    expect(one(rss('<item><guid>1</guid><title>AT&amp;amp;T &lt;b&gt;x&lt;/b&gt;</title></item>')).title).toBe(
      'AT&T x',
    );
    expect(one(rss('<item><guid>1</guid><title><![CDATA[A & B &#8217;]]></title></item>')).title).toBe('A & B ’');
    expect(one(rss('<item><guid>1</guid><title>0042</title></item>')).title).toBe('0042');
  });

  test('has the first date that can be read, and none where none can', () => {
    const dates = '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-09-21T00:00:00Z</dc:date>';
    expect(one(rss(`<item><guid>1</guid><pubDate>soon</pubDate>${dates}</item>`)).publishedMs).toBe(
      Date.UTC(2026, 8, 21),
    );
    expect(one(rss('<item><guid>1</guid><pubDate>soon</pubDate></item>')).publishedMs).toBeUndefined();
    expect(one(atom('<entry><id>1</id><updated>2026-09-21T00:00:00Z</updated></entry>')).publishedMs).toBe(
      Date.UTC(2026, 8, 21),
    );
  });

  test('of YouTube tells its views, its ratings and whether it is a short', () => {
    const video = (link: string, counts: string) =>
      `<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><id>yt:channel:</id><title>t</title><entry><id>yt:video:a</id><link rel="alternate" href="${link}"/><media:group><media:community>${counts}</media:community></media:group></entry></feed>`;
    const counts = '<media:starRating count="335" average="5.00" min="1" max="5"/><media:statistics views="0"/>';
    expect(one(video('https://www.youtube.com/watch?v=a', counts))).toMatchObject({
      views: 0,
      ratings: 335,
      isShort: false,
    });
    expect(one(video('https://www.youtube.com/shorts/a', ''))).not.toHaveProperty('views');
    expect(one(video('https://www.youtube.com/shorts/a', '')).isShort).toBe(true);
    expect(one(video('https://www.youtube.com.evil.example/shorts/a', '')).isShort).toBe(false);
    expect(read(video('https://www.youtube.com/watch?v=a', counts)).source).toBe('channel');
  });
});

describe('what real feeds do', () => {
  const ns =
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:dcterms="http://purl.org/dc/terms/"';
  const rssWith = (items: string, attributes = '') =>
    `<rss version="2.0" ${ns} ${attributes}><channel><title>t</title>${items}</channel></rss>`;

  test('an episode that is nothing but its sound has that for its link, and its title may be iTunes’ own', () => {
    const enclosures =
      '<enclosure url=" " type="audio/mpeg"/><enclosure url="https://a.example/1.mp3" type="audio/mpeg"/>';
    expect(one(rssWith(`<item>${enclosures}<itunes:title>Part 1</itunes:title></item>`))).toMatchObject({
      key: 'https://a.example/1.mp3',
      link: 'https://a.example/1.mp3',
      title: 'Part 1',
    });
    const file = '<entry><id>1</id><title>x</title><link rel="enclosure" href="https://a.example/1.mp3"/></entry>';
    expect(one(atom(file)).link).toBe('https://a.example/1.mp3');
    expect(one(atom('<entry><id>https://a.example/1</id><title>x</title></entry>')).link).toBe('https://a.example/1');
    expect(one(atom('<entry><id>tag:a.example,2026:1</id><title>x</title></entry>')).link).toBeUndefined();
  });

  test('a link through FeedBurner leads to where it leads in the end', () => {
    const item = (original: string) =>
      rssWith(`<item><title>x</title><link>https://feedproxy.example/~r/1</link>${original}</item>`);
    const links = [
      '<feedburner:origLink>https://a.example/?a=1&amp;b=2</feedburner:origLink>',
      '<feedburner:origLink><![CDATA[https://a.example/?a=1&b=2]]></feedburner:origLink>',
    ].map((original) => one(item(original)).link);
    expect(new Set(links)).toEqual(new Set(['https://a.example/?a=1&b=2']));
    expect(one(item('<feedburner:origLink></feedburner:origLink>')).link).toBe('https://feedproxy.example/~r/1');
  });

  test('relative links of RSS start where xml:base says', () => {
    const item = (attributes = '') => `<item ${attributes}><title>x</title><link>p/1</link></item>`;
    expect(one(rssWith(item(), 'xml:base="https://b.example/x/"')).link).toBe('https://b.example/x/p/1');
    expect(one(rssWith(item('xml:base="y/"'), 'xml:base="https://b.example/x/"')).link).toBe(
      'https://b.example/x/y/p/1',
    );
    expect(one(rssWith(item('xml:base="javascript:1"'))).link).toBe('https://feeds.example/dir/p/1');
  });

  test('a date of Dublin Core’s terms is a date, and so is one that Atom 0.3 gave', () => {
    const issued = '<item><title>x</title><dcterms:issued>2026-01-02T00:00:00Z</dcterms:issued></item>';
    expect(one(rssWith(issued)).publishedMs).toBe(Date.UTC(2026, 0, 2));
    const old = '<entry><id>1</id><title>x</title><issued>2004-01-02T00:00:00Z</issued></entry>';
    const feed = `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title>${old}</feed>`;
    expect(one(feed).publishedMs).toBe(Date.UTC(2004, 0, 2));
  });

  test.each([
    ['a prefix of its own for every element', 'version="2.0" xmlns:r="http://backend.userland.com/rss2"', 'r', 'r'],
    ['a prefix inside its items', 'version="2.0" xmlns:r="http://purl.org/rss/1.0/"', '', 'r'],
    ['the name of a format for a prefix that nobody declared', 'version="2.0"', '', 'rss'],
    ['capital letters in its prefix', 'version="2.0" xmlns:RSS="http://purl.org/rss/1.0/"', '', 'RSS'],
    ['the namespace of another format', 'version="2.0" xmlns="http://www.w3.org/2005/Atom"', '', ''],
    ['the namespace of RSS 1.0', 'version="2.0" xmlns="http://purl.org/rss/1.0/"', '', ''],
  ])('an RSS document may have %s', (_, attributes, outside, inside) => {
    const tag = (prefix: string, name: string) => (prefix === '' ? name : `${prefix}:${name}`);
    const element = (name: string, text: string) => `<${tag(inside, name)}>${text}</${tag(inside, name)}>`;
    const [root, channel, item] = ['rss', 'channel', 'item'].map((name) => tag(outside, name));
    const text = element('title', 'A &lt;b&gt;bold&lt;/b&gt; <![CDATA[<rss:title>]]> move');
    const rest = element('link', 'https://a.example/1') + element('pubDate', 'Thu, 05 Mar 2026 10:00:00 GMT');
    const document = `<${root} ${attributes}><${channel}><title>t</title><${item}>${text}${rest}</${item}></${channel}></${root}>`;
    expect(one(document)).toMatchObject({
      title: 'A bold <rss:title> move',
      link: 'https://a.example/1',
      publishedMs: Date.UTC(2026, 2, 5, 10),
    });
  });

  test.each(['http://purl.org/rss/1.0/', 'http://my.netscape.com/rdf/simple/0.9/'])(
    'an RDF document may have a prefix for what is RSS (%s)',
    (namespace) => {
      const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="${namespace}"><r:channel><r:title>t</r:title></r:channel><r:item><r:title>x</r:title><r:link>https://a.example/1</r:link></r:item></rdf:RDF>`;
      expect(one(text)).toMatchObject({ title: 'x', link: 'https://a.example/1' });
    },
  );

  test('a title of a namespace that is not RSS’s own is none of the entry’s', () => {
    const feed = (item: string) =>
      `<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom" xmlns:rss="https://other.example/"><channel><title>t</title>${item}</channel></rss>`;
    expect(one(feed('<item><guid>1</guid><rss:title>no</rss:title><title>yes</title></item>')).title).toBe('yes');
    expect(one(feed('<item><guid>1</guid><rss:title>no</rss:title></item>')).title).toBe('');
    expect(one(feed('<item><guid>1</guid><a:title>yes</a:title></item>')).title).toBe('yes');
  });

  test('a title that is mostly broken signs is none; of another, what can be read is kept', () => {
    const title = (text: string) =>
      one(rss(`<item><link>https://a.example/1</link><title>${text}</title></item>`)).title;
    expect(title('\ufffd\ufffdG\ufffdC 7 \ufffd\ufffd\ufffd')).toBe('');
    expect(title('ALIEN STAGE ROUND 7 \ufffd\ufffd\ufffd\ufffd')).toBe('ALIEN STAGE ROUND 7');
    expect(title('에일리언\ufffd 스테이지')).toBe('에일리언 스테이지');
  });

  test('a title in XHTML loses its elements once, and escaped tags in it are text', () => {
    const title = (inner: string, name = 'div', type = 'xhtml') =>
      one(
        atom(
          `<entry><id>1</id><title type="${type}"><${name} xmlns="http://www.w3.org/1999/xhtml" xmlns:h="http://www.w3.org/1999/xhtml">${inner}</${name}></title></entry>`,
        ),
      ).title;
    expect(title('How to use &lt;b&gt; <i>well</i>')).toBe('How to use <b> well');
    expect(title('How to use &#60;b&#62; <i>well</i>')).toBe('How to use <b> well');
    expect(title('A &amp;lt;b&amp;gt; &amp; C')).toBe('A &lt;b&gt; & C');
    expect(title('How to use &lt;b&gt; <h:i>well</h:i>', 'h:div')).toBe('How to use <b> well');
    expect(title('How to use &lt;b&gt;', 'div', 'application/xhtml+xml')).toBe('How to use <b>');
    expect(title('<![CDATA[How to use <b>]]>')).toBe('How to use <b>');
  });

  test('an Atom title without a type loses elements that are opened and closed again, and nothing else; a video’s nothing', () => {
    const title = (text: string) => one(atom(`<entry><id>1</id><title>${text}</title></entry>`)).title;
    expect(title('A <b>bold</b> move')).toBe('A bold move');
    expect(title('A &lt;em class="x"&gt;bold&lt;/em&gt; move')).toBe('A bold move');
    expect(title('How to use &lt;b&gt;')).toBe('How to use <b>');
    const video =
      '<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom"><id>yt:channel:</id><title>t</title><entry><id>yt:video:a</id><title>&lt;b&gt;x&lt;/b&gt;</title></entry></feed>';
    expect(one(video).title).toBe('<b>x</b>');
  });

  test.each([
    ['{"version":"1.1","title":"t","items":[{"id":"1"}]}', 1],
    ['{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]}', 1],
    ['{"title":"t","items":[{"id":"1"},{"id":2}]}', 2],
    ['{"version":"https://jsonfeed.org/version/1","title":"t","items":[]}', 0],
  ])('%s is a JSON Feed of %i entries', (text, count) => {
    expect(read(text).entries).toHaveLength(count);
  });

  test.each([
    '{}',
    '{"items":[]}',
    '{"title":"t","items":[]}',
    '{"version":"https://jsonfeed.org/version/1","title":"t"}',
    '{"items":[{"id":"1"}]}',
    '{"version":"2","items":{}}',
    'null',
  ])('%s is none, and no baseline', (text) => {
    expect(reasonOf(text)).toBe('not-a-feed');
  });

  test('3,000 entries without a date are all read', () => {
    const items = Array.from({ length: 3000 }, (_, n) => `<item><guid>${n}</guid><title>${n}</title></item>`);
    expect(read(rss(items.join(''))).entries).toHaveLength(3000);
  });

  test('a channel that was closed is whole though the last tag is cut', () => {
    expect(read('<rss><channel><title>x</title></channel></rss').title).toBe('x');
  });
});

test('http and https, www, tracking, a visit and a slash make no other page', () => {
  const same = ['http://a.example/x', 'https://www.a.example/x/', 'https://a.example/x?utm_source=rss&fbclid=1'];
  same.push('https://a.example/x?PHPSESSID=1', 'https://a.example/x;jsessionid=1A2B?sid=3');
  expect(new Set(same.map(linkIdentity)).size).toBe(1);
  expect(linkIdentity('https://a.example/x?id=1')).not.toBe(linkIdentity('https://a.example/x?id=2'));
});
