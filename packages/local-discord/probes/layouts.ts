import { bodies, button, of, type Probe, row, select, text, V2, x } from './probe.ts';

const POST = '/channels/{general}/messages';
const REF = 'components/reference';
const v2 = (...components: unknown[]) => ({ flags: V2, components });
const media = (url: string, more: object = {}) => ({ media: { url }, ...more });
const PAGE = 'https://example.com/a.png';
const thumbnail = { type: 11, media: { url: PAGE } };

export const layoutProbes: Probe[] = [
  ...bodies('layouts', 'POST', POST, REF, [
    ['a text', v2(text()), 200],
    ['a text without the flag', { components: [text()] }, 400, 50035],
    ['a text without the flag, beside an old one', { content: 'x', components: [text()] }, 400, 50035],
    ['nothing but the flag', { flags: V2 }, 400, 50006],
    ['an old text beside them', { ...v2(text()), content: 'x' }, 400, 50035],
    ['an embed beside them', { ...v2(text()), embeds: [{ title: 'x' }] }, 400, 50035],
    [
      'a poll beside them',
      { ...v2(text()), poll: { question: { text: 'a' }, answers: [{ poll_media: { text: 'b' } }] } },
      400,
      50035,
    ],
    ['empty old fields beside them', { ...v2(text()), content: '', embeds: [] }, 200],
    ['forty', v2(...of(40, () => text())), 200],
    ['forty-one', v2(...of(41, () => text())), 400, 50035],
    ['forty, those inside counted', v2({ type: 17, components: of(39, () => text()) }), 200],
    ['forty-one, those inside counted', v2({ type: 17, components: of(39, () => text()) }, text()), 400, 50035],
    ['4,000 characters in all', v2(text(x(2000)), text(x(2000))), 200],
    ['4,001 characters in all', v2(text(x(2000)), text(x(2001))), 400, 50035],
    ['an empty text', v2(text('')), 400, 50035],
    ['a blank text', v2(text('   ')), 400, 50035],
    ['a number for text', v2(text(5)), 200],
    ['ten rows', v2(...of(10, (n) => row(button({ custom_id: `${n}` })))), 200],
    ['a button without its row', v2(button()), 400, 50035],
    ['a select in a row', v2(row(select())), 200],
    ['one id twice, far apart', v2(row(button()), { type: 17, components: [row(button())] }), 400, 50035],
    ['one number twice', v2(text('a', { id: 3 }), text('b', { id: 3 })), 400, 50035],
    ['a number below none', v2(text('a', { id: -1 })), 400, 50035],
  ]),
  ...bodies('sections', 'POST', POST, `${REF}#section`, [
    ['a text with a button', v2({ type: 9, components: [text()], accessory: button() }), 200],
    ['a text with a picture', v2({ type: 9, components: [text()], accessory: thumbnail }), 200],
    ['three texts', v2({ type: 9, components: of(3, () => text()), accessory: button() }), 200],
    ['four texts', v2({ type: 9, components: of(4, () => text()), accessory: button() }), 400, 50035],
    ['no text', v2({ type: 9, components: [], accessory: button() }), 400, 50035],
    ['nothing beside it', v2({ type: 9, components: [text()] }), 400, 50035],
    ['a select beside it', v2({ type: 9, components: [text()], accessory: select() }), 400, 50035],
    ['a picture alone', v2(thumbnail), 400, 50035],
    [
      'a picture’s words of 1,025',
      v2({ type: 9, components: [text()], accessory: { ...thumbnail, description: x(1025) } }),
      400,
      50035,
    ],
  ]),
  ...bodies('galleries', 'POST', POST, `${REF}#media-gallery`, [
    ['one picture', v2({ type: 12, items: [media(PAGE)] }), 200],
    ['ten pictures', v2({ type: 12, items: of(10, () => media(PAGE)) }), 200],
    ['eleven pictures', v2({ type: 12, items: of(11, () => media(PAGE)) }), 400, 50035],
    ['no picture', v2({ type: 12, items: [] }), 400, 50035],
    ['a hidden one with words', v2({ type: 12, items: [media(PAGE, { description: 'a', spoiler: true })] }), 200],
    ['a file that was not sent', v2({ type: 12, items: [media('attachment://a.png')] }), 400, 50035],
    ['a picture by ftp', v2({ type: 12, items: [media('ftp://example.com/a')] }), 400, 50035],
  ]),
  ...bodies('files shown', 'POST', POST, `${REF}#file`, [
    ['one from the web', v2({ type: 13, file: { url: PAGE } }), 400, 50035],
    ['one that was not sent', v2({ type: 13, file: { url: 'attachment://a.zip' } }), 400, 50035],
  ]),
  ...bodies('separators', 'POST', POST, `${REF}#separator`, [
    ['a small one', v2(text(), { type: 14 }, text()), 200],
    ['a large one without its line', v2(text(), { type: 14, spacing: 2, divider: false }), 200],
    ['a spacing that is none', v2(text(), { type: 14, spacing: 3 }), 400, 50035],
  ]),
  ...bodies('containers', 'POST', POST, `${REF}#container`, [
    ['a coloured one', v2({ type: 17, accent_color: 0xffffff, components: [text()] }), 200],
    ['a hidden one', v2({ type: 17, spoiler: true, components: [text()] }), 200],
    ['a colour past the greatest', v2({ type: 17, accent_color: 0x1000000, components: [text()] }), 400, 50035],
    ['one in another', v2({ type: 17, components: [{ type: 17, components: [text()] }] }), 400, 50035],
    ['an empty one', v2({ type: 17, components: [] }), 400, 50035],
    [
      'with a section and a gallery',
      v2({
        type: 17,
        components: [
          { type: 9, components: [text()], accessory: button() },
          { type: 12, items: [media(PAGE)] },
        ],
      }),
      200,
    ],
  ]),
  ...bodies('edits of layouts', 'PATCH', '/channels/{general}/messages/{layout}', 'resources/message#edit-message', [
    ['to other components', { components: [text('y')] }, 200],
    ['back to an old text', { content: 'y', components: [] }, 400, 50035],
    ['without its flag, which stays', { flags: 0, components: [text('z')] }, 200],
  ]),
  ...bodies('edits of layouts', 'PATCH', '/channels/{general}/messages/{message}', 'resources/message#edit-message', [
    ['an old message that keeps its text', { flags: V2, components: [text()] }, 400, 50035],
  ]),
];
