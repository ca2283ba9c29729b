import { bodies, of, type Probe, paths, x } from './probe.ts';

const e = encodeURIComponent;
const REACTIONS = '/channels/{general}/messages/{message}/reactions';
const CODES = 'topics/opcodes-and-status-codes#json';
const PNG = `data:image/png;base64,${Buffer.from('a picture').toString('base64')}`;
const THREADS = '/channels/{general}/threads';
const COMMANDS = '/applications/{app}/commands';
const NAMES = 'interactions/application-commands#application-command-object-application-command-naming';
const OPTIONS = 'interactions/application-commands#application-command-object-application-command-option-structure';
const command = (more: object) => ({ name: 'probe', description: 'x', ...more });
const option = (more: object) => command({ options: [{ type: 3, name: 'a', description: 'x', ...more }] });

export const routeProbes: Probe[] = [
  ...paths('what is not there', CODES, [
    ['GET', '/channels/1', 'a channel', 404, 10003],
    ['GET', '/guilds/1', 'a server', 404, 10004],
    ['GET', '/users/1', 'a user', 404, 10013],
    ['GET', '/channels/{general}/messages/1', 'a message', 404, 10008],
    ['GET', '/guilds/{guild}/members/1', 'a member', 404, 10007],
    ['GET', '/guilds/{guild}/roles/1', 'a role', 404, 10011],
    ['GET', '/guilds/{guild}/emojis/1', 'an emoji', 404, 10014],
    ['GET', '/webhooks/1', 'a webhook', 404, 10015],
    ['GET', `${COMMANDS}/1`, 'a command', 404, 10063],
    ['GET', '/applications/1/commands', 'an application', 404, 10002],
    ['GET', '/nothing/here', 'a path', 404, 0],
    ['GET', '/channels/abc', 'an id that is a word', 400, 50035],
    ['GET', '/channels/{general}/messages?limit=0', 'a limit of none', 400, 50035],
    ['GET', '/channels/{general}/messages?limit=101', 'a limit of 101', 400, 50035],
    ['GET', '/channels/{general}/messages?limit=100', 'a limit of 100', 200],
    ['GET', '/channels/{general}/messages?before=yesterday', 'a time where an id is wanted', 400, 50035],
    ['DELETE', '/channels/{general}/messages/1', 'a message to delete', 404, 10008],
    ['POST', '/webhooks/{app}/abc', 'an interaction’s token', 404, 10015],
    ['GET', '/applications/{app}/guilds/{guild}/commands/1/permissions', 'a command’s own settings', 404, 10066],
  ]),
  ...paths('methods', 'rfc9110 15.5.6', [
    ['PUT', '/channels/{general}/messages', 'PUT where messages are posted', 405, 0],
    ['POST', '/users/@me', 'POST to oneself', 405, 0],
    ['DELETE', '/gateway', 'DELETE of the gateway', 405, 0],
  ]),
  ...(
    [
      ['no authorization', 'nobody', 401],
      ['a bot’s token without its word', 'bare token', 401],
    ] as const
  ).map(
    ([what, by, status]): Probe => ({
      area: 'authorization',
      what,
      method: 'GET',
      path: '/users/@me',
      status,
      code: 0,
      by,
      source: 'reference#authentication',
    }),
  ),
  {
    area: 'authorization',
    what: 'a person where bots alone may ask',
    method: 'GET',
    path: '/gateway/bot',
    by: 'fan',
    status: 403,
    code: 20002,
    source: CODES,
  },
  ...(['text/plain', 'application/xml', 'text/html'] as const).map(
    (type): Probe => ({
      area: 'content types',
      what: type,
      method: 'POST',
      path: '/channels/{general}/messages',
      body: { content: 'x' },
      headers: { 'content-type': type },
      status: 400,
      code: 50035,
      source: 'reference#content-type',
    }),
  ),
  {
    area: 'content types',
    what: 'JSON with its character set',
    method: 'POST',
    path: '/channels/{general}/messages',
    body: { content: 'x' },
    headers: { 'content-type': 'application/json; charset=utf-8' },
    status: 200,
    source: 'reference#content-type',
  },
  ...paths('reactions', 'resources/message#create-reaction', [
    ['PUT', `${REACTIONS}/${e('🔥')}/@me`, 'an emoji', 204],
    ['PUT', `${REACTIONS}/${e('❤')}/@me`, 'a heart without its selector', 204],
    ['PUT', `${REACTIONS}/${e('❤️')}/@me`, 'a heart with it', 204],
    ['PUT', `${REACTIONS}/${e('1️⃣')}/@me`, 'a keycap', 204],
    ['PUT', `${REACTIONS}/${e('🇰🇷')}/@me`, 'a flag', 204],
    ['PUT', `${REACTIONS}/${e('🇰')}/@me`, 'a letter of a flag', 204],
    ['PUT', `${REACTIONS}/mizi/@me`, 'a word', 400, 10014],
    ['PUT', `${REACTIONS}/1/@me`, 'a digit', 400, 10014],
    ['PUT', `${REACTIONS}/${e('🔥🔥')}/@me`, 'two emoji', 400, 10014],
    ['PUT', `${REACTIONS}/${e(':fire:')}/@me`, 'a name between colons', 400, 10014],
    ['PUT', `${REACTIONS}/${e('mizi:{emoji}')}/@me`, 'the server’s own', 204],
    ['PUT', `${REACTIONS}/${e('a:mizi:{emoji}')}/@me`, 'the server’s own, as animated', 204],
    ['PUT', `${REACTIONS}/${e('ivan:{foreign}')}/@me`, 'one of elsewhere', 400, 10014],
    ['PUT', `${REACTIONS}/${e('mizi:1')}/@me`, 'one that is gone', 400, 10014],
    ['DELETE', `${REACTIONS}/${e('🌱')}/@me`, 'one that is not there, taken off', 400, 10014],
    ['DELETE', `${REACTIONS}/${e('🔥')}/{fan}`, 'another’s, without the right', 403, 50013],
    ['DELETE', REACTIONS, 'all, without the right', 403, 50013],
    ['GET', `${REACTIONS}/${e('🌱')}`, 'who reacted, where nobody did', 200],
    ['GET', `${REACTIONS}/${e('🔥')}?limit=101`, 'a page of 101', 400, 50035],
    ['PUT', `/channels/{archived}/messages/{inArchived}/reactions/${e('🔥')}/@me`, 'in an archived thread', 400, 50083],
  ]),
  ...bodies('threads', 'POST', THREADS, 'resources/channel#start-thread-without-message', [
    ['a public one', { name: 'a', type: 11 }, 201],
    ['a private one without the right', { name: 'a', type: 12 }, 403, 50013],
    ['no name', { type: 11 }, 400, 50035],
    ['an empty name', { name: '', type: 11 }, 400, 50035],
    ['a name of 101', { name: x(101), type: 11 }, 400, 50035],
    ['a time that is none', { name: 'a', type: 11, auto_archive_duration: 61 }, 400, 50035],
    ['an hour', { name: 'a', type: 11, auto_archive_duration: 60 }, 201],
    ['a type that is none', { name: 'a', type: 99 }, 400, 50035],
  ]),
  ...bodies('threads', 'PATCH', '/channels/{archived}', 'topics/threads#active-archived-threads', [
    ['a new name, archived', { name: 'b' }, 400, 50083],
    ['locking it, without the right', { locked: true }, 403, 50013],
  ]),
  ...paths('threads', 'resources/channel#list-public-archived-threads', [
    ['GET', '/channels/{general}/threads/archived/public', 'archived ones', 200],
    ['GET', '/channels/{general}/threads/archived/private', 'private ones without the right', 403, 50013],
    ['PUT', '/channels/{archived}/thread-members/{fan}', 'somebody brought into an archived one', 400, 50083],
    ['PUT', '/channels/{general}/thread-members/@me', 'coming into what is none', 400, 50024],
    ['GET', '/guilds/{guild}/threads/active', 'active ones', 200],
  ]),
  ...bodies('threads', 'PATCH', '/channels/{archived}/messages/{inArchived}', `${CODES} 50083`, [
    ['an edit in an archived one', { content: 'y' }, 400, 50083],
  ]),
  ...bodies('threads', 'POST', '/channels/{locked}/messages', 'topics/threads#locked-threads', [
    ['a message in a locked one', { content: 'y' }, 403, 160005],
  ]),
  ...bodies('places', 'POST', '/channels/{forum}/messages', `${CODES} 50008`, [
    ['a message in a forum', { content: 'x' }, 400, 50008],
  ]),
  ...bodies('places', 'POST', '/channels/{hidden}/messages', `${CODES} 50001`, [
    ['a message where nothing is seen', { content: 'x' }, 403, 50001],
  ]),
  ...bodies('places', 'POST', '/channels/{quiet}/messages', `${CODES} 50013`, [
    ['a message where nothing may be written', { content: 'x' }, 403, 50013],
  ]),
  ...bodies('moderation', 'POST', '/channels/{general}/messages', `${CODES} 200000, 240000`, [
    ['a word the server’s AutoMod refuses', { content: 'a forbidden word' }, 400, 200000],
    ['the same in an embed', { embeds: [{ description: 'Forbidden' }] }, 400, 200000],
    ['a harmful link', { content: 'https://harmful.example' }, 400, 240000],
  ]),
  ...bodies(
    'moderation',
    'POST',
    '/channels/{general}/messages/bulk-delete',
    'resources/message#bulk-delete-messages',
    [['several at once, without the right', { messages: ['1', '2'] }, 403, 50013]],
  ),
  ...bodies(
    'moderation',
    'POST',
    '/channels/{managed}/messages/bulk-delete',
    'resources/message#bulk-delete-messages',
    [
      ['one at once', { messages: ['1'] }, 400, 50016],
      ['101 at once', { messages: of(101, (n) => `${n + 1}`) }, 400, 50016],
      ['two of 2015', { messages: ['1', '2'] }, 400, 50034],
    ],
  ),
  ...paths('publishing', 'resources/message#crosspost-message', [
    ['POST', '/channels/{general}/messages/{message}/crosspost', 'in a plain channel', 400, 50024],
    ['POST', '/channels/{news}/messages/{published}/crosspost', 'what is published already', 400, 40033],
    ['POST', '/channels/{news}/messages/1/crosspost', 'what is not there', 404, 10008],
  ]),
  ...paths('pins', 'resources/message#pin-message', [
    ['PUT', '/channels/{general}/messages/pins/{message}', 'without the right', 403, 50013],
    ['GET', '/channels/{general}/messages/pins', 'the list', 200],
    ['GET', '/channels/{general}/messages/pins?limit=51', 'a page of 51', 400, 50035],
    ['GET', '/channels/{general}/pins', 'the older list', 200],
  ]),
  ...bodies('emoji', 'POST', '/applications/{app}/emojis', 'resources/emoji#create-application-emoji', [
    ['a picture', { name: 'luka', image: PNG }, 201],
    ['no picture', { name: 'luka2' }, 400, 50035],
    ['no name', { image: PNG }, 400, 50035],
    ['a name of one letter', { name: 'a', image: PNG }, 400, 50035],
    ['a name of 33', { name: x(33), image: PNG }, 400, 50035],
    ['a name with a hyphen', { name: 'a-b', image: PNG }, 400, 50035],
    ['an address for the picture', { name: 'luka3', image: 'https://example.com/a.png' }, 400, 50035],
    ['a text for the picture', { name: 'luka3', image: 'data:text/plain;base64,AAAA' }, 400, 50035],
    ['257 KiB', { name: 'luka3', image: `data:image/png;base64,${'A'.repeat(352_000)}` }, 400, 50035],
  ]),
  ...bodies('emoji', 'POST', '/guilds/{guild}/emojis', 'resources/emoji#create-guild-emoji', [
    ['one of the server, without the right', { name: 'luka', image: PNG }, 403, 50013],
  ]),
  ...bodies('members', 'PATCH', '/guilds/{guild}/members/@me', 'resources/guild#modify-current-member', [
    ['one’s own name', { nick: 'A bot' }, 200],
    ['a name of 33', { nick: x(33) }, 400, 50035],
  ]),
  ...bodies('members', 'PATCH', '/guilds/{guild}/members/{fan}', 'resources/guild#modify-guild-member', [
    ['another’s name, without the right', { nick: 'x' }, 403, 50013],
    ['a timeout, without the right', { communication_disabled_until: '2027-01-01T00:00:00Z' }, 403, 50013],
  ]),
  ...paths('members', 'resources/guild#list-guild-members', [
    ['GET', '/guilds/{guild}/members', 'the list, without the intent', 403, 50001],
    ['GET', '/guilds/{guild}/members/search?query=ad', 'a search', 200],
    ['GET', '/guilds/{guild}/members/@me', 'oneself by a word', 200],
  ]),
  ...bodies('webhooks', 'POST', '/channels/{general}/webhooks', 'resources/webhook#create-webhook', [
    ['one, without the right', { name: 'news' }, 403, 50013],
  ]),
  ...bodies('direct messages', 'POST', '/users/@me/channels', 'resources/user#create-dm', [
    ['to a member', { recipient_id: '{fan}' }, 200],
    ['to nobody', { recipient_id: '1' }, 404, 10013],
    ['to a number', { recipient_id: 1 }, 404, 10013],
  ]),
  ...bodies('commands', 'POST', COMMANDS, NAMES, [
    ['one', command({}), 201],
    ['a capital letter', command({ name: 'Probe' }), 400, 50035],
    ['a space', command({ name: 'a b' }), 400, 50035],
    ['33 letters', command({ name: x(33) }), 400, 50035],
    ['Hangul', command({ name: '찾기' }), 201],
    ['no name', { description: 'x' }, 400, 50035],
    ['no description', { name: 'probe' }, 400, 50035],
    ['a description of 100', command({ description: x(100) }), 200],
    ['a description of 101', command({ description: x(101) }), 400, 50035],
    ['a description in a language that is none', command({ description_localizations: { xx: 'y' } }), 400, 50035],
    ['a context twice', command({ contexts: [0, 0] }), 400, 50035],
    ['no context', command({ contexts: [] }), 400, 50035],
    ['for people to install', command({ integration_types: [0, 1], contexts: [0, 1, 2] }), 200],
    ['an installation twice', command({ integration_types: [1, 1] }), 400, 50035],
    ['rights as digits', command({ default_member_permissions: '32' }), 200],
    ['rights as a word', command({ default_member_permissions: 'ban' }), 400, 50035],
    ['one on messages, with a description', { name: 'Look', type: 3, description: 'x' }, 400, 50035],
  ]),
  ...bodies('options', 'POST', COMMANDS, OPTIONS, [
    ['26 of them', command({ options: of(26, (n) => ({ type: 3, name: `o${n}`, description: 'x' })) }), 400, 50035],
    ['one name twice', command({ options: of(2, () => ({ type: 3, name: 'a', description: 'x' })) }), 400, 50035],
    [
      'a required one after another',
      command({
        options: [
          { type: 3, name: 'a', description: 'x' },
          { type: 3, name: 'b', description: 'x', required: true },
        ],
      }),
      400,
      50035,
    ],
    ['a word for a number’s choice', option({ type: 4, choices: [{ name: 'a', value: 'b' }] }), 400, 50035],
    ['a number for a text’s choice', option({ choices: [{ name: 'a', value: 1 }] }), 200],
    ['a choice of 101', option({ choices: [{ name: 'a', value: x(101) }] }), 400, 50035],
    ['one choice twice', option({ choices: of(2, () => ({ name: 'a', value: 'a' })) }), 400, 50035],
    ['26 choices', option({ choices: of(26, (n) => ({ name: `${n}`, value: `${n}` })) }), 400, 50035],
    ['choices and suggestions', option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] }), 400, 50035],
    ['more at least than at most', option({ min_length: 5, max_length: 4 }), 400, 50035],
    ['6,001 characters', option({ max_length: 6001 }), 400, 50035],
    ['kinds of channels', option({ type: 7, channel_types: [0, 5, 11] }), 200],
    ['a kind of channel twice', option({ type: 7, channel_types: [0, 0] }), 400, 50035],
    ['a kind of channel that is none', option({ type: 7, channel_types: [99] }), 400, 50035],
    ['a type that is none', option({ type: 99 }), 400, 50035],
    [
      'an option beside a subcommand',
      command({
        options: [
          { type: 1, name: 'a', description: 'x' },
          { type: 3, name: 'b', description: 'x' },
        ],
      }),
      400,
      50035,
    ],
  ]),
];
