import { beforeAll, describe, expect, it } from 'vitest';
import { seriesFiles } from '../../testkit/knowledge/knowledge.ts';
import {
  type Asking,
  componentsOf,
  openAsking,
  optionsOf,
  type Sent,
  titleOf,
  writtenIn,
} from '../../testkit/spoilers/asking.ts';

let asking: Asking;
beforeAll(async () => {
  asking = await openAsking(seriesFiles());
});

const footerOf = (sent: Sent) => writtenIn(sent).split('\n').at(-1)?.slice(3) ?? '';
const labels = (sent: Sent) => componentsOf(sent).flatMap(({ label, placeholder }) => label ?? placeholder ?? []);

describe('How far readers have watched', () => {
  it('is asked where nobody has said it: the answer is private, spoils nothing, and asks with a select', async () => {
    const sent = await asking.command({}, 'character', { name: 'till' });
    expect(sent.private).toBe(true);
    expect(footerOf(sent)).toContain('Spoiler-free');
    expect(writtenIn(sent)).toContain('How far have you watched?');
    expect(labels(sent)).toContain('I have watched up to …');
  });

  it('is not asked of somebody who has said “nothing yet”, nor in a server that has', async () => {
    const own = await asking.command({ own: 'none' }, 'character', { name: 'till' });
    const server = await asking.command({ server: 'none' }, 'character', { name: 'till' });
    for (const sent of [own, server]) expect(labels(sent)).not.toContain('I have watched up to …');
    expect(own.private).toBe(true);
    expect(server.private).toBe(false);
  });

  it('can be set for the whole server by a moderator, and only moderators are told so', async () => {
    const moderator = await asking.command({ moderator: true }, 'character', { name: 'till' });
    const member = await asking.command({}, 'character', { name: 'till' });
    expect(writtenIn(moderator)).toContain('You look after this server');
    expect(writtenIn(member)).not.toContain('You look after');
    const alone = await asking.command({ moderator: true, direct: true }, 'character', { name: 'till' });
    expect(writtenIn(alone)).not.toContain('You look after');
  });

  it('is, in a public answer, the lower of the asker and the place', async () => {
    const ahead = await asking.command({ own: 'all', server: 'round-3' }, 'next');
    const behind = await asking.command({ own: 'round-1', server: 'round-3' }, 'next');
    const silent = await asking.command({ server: 'round-3' }, 'next');
    expect([ahead, behind, silent].map(footerOf)).toEqual([
      'Shown up to: Round 3',
      'Shown up to: Round 1',
      'Shown up to: Round 3',
    ]);
  });

  it('is, in a private answer, what the asker has said, else the place', async () => {
    const own = await asking.command({ own: 'final', server: 'round-3' }, 'next', { private: true });
    const place = await asking.command({ server: 'round-3' }, 'next', { private: true });
    expect([own.private, place.private]).toEqual([true, true]);
    expect([titleOf(own), titleOf(place)]).toEqual(['🎬 Next: First video after the Final', '🎬 Next: Round 5']);
  });

  it('is, in a direct message, the member’s alone', async () => {
    const sent = await asking.command({ own: 'round-2', direct: true }, 'next');
    expect(titleOf(sent)).toBe('🎬 Next: Round 3');
  });

  it('is the channel’s where one is set, and its threads take it', async () => {
    const channel = await asking.command({ server: 'round-3', channel: 'final' }, 'next');
    const thread = await asking.command({ server: 'round-3', channel: 'final', thread: true }, 'next');
    expect([titleOf(channel), titleOf(thread)]).toEqual(Array(2).fill('🎬 Next: First video after the Final'));
  });

  it('decides which suggestions are shown: those that may be public, or with the asker’s own horizon for a private answer', async () => {
    const at = { own: 'all', server: 'round-3' };
    const publicly = await asking.suggest(at, 'song', { title: 'karma' }, 'title');
    const privately = await asking.suggest(at, 'song', { title: 'karma', private: true }, 'title');
    expect(publicly.data.choices).toEqual([]);
    expect(privately.data.choices).toEqual([{ name: 'KARMA', value: 'karma' }]);
  });
});

describe('A public answer', () => {
  it('carries “show me the rest” for an asker who is further, whether or not this card hides anything', async () => {
    const at = { own: 'all', server: 'round-3' };
    const hiding = await asking.command(at, 'match', { match: 'final' });
    const hidingNothing = await asking.command(at, 'lore', { term: 'anakt garden' });
    const same = await asking.command({ own: 'round-3', server: 'round-3' }, 'match', { match: 'final' });
    expect(labels(hiding)).toContain('Show me the rest');
    expect(labels(hidingNothing)).toContain('Show me the rest');
    expect(labels(same)).not.toContain('Show me the rest');

    const rest = await asking.press(at, 'more:match:final', false);
    expect(rest.private).toBe(true);
    expect(JSON.stringify(rest.data)).toContain('Luka');
  });

  it('is in the server’s language; a private one, and what is told to the asker alone, in the asker’s', async () => {
    const at = { server: 'all', own: 'all', language: 'ko', serverLanguage: 'en-US' };
    expect(titleOf(await asking.command(at, 'character', { name: '틸' }))).toBe('🎸 Till · 틸');
    expect(titleOf(await asking.command(at, 'character', { name: '틸', private: true }))).toBe('🎸 틸 · Till');
    const miss = await asking.command(at, 'character', { name: 'zzzz' });
    expect([miss.private, writtenIn(miss)]).toEqual([true, '그런 이름은 여기서 찾지 못했어요.']);
  });

  it('shows everyone who presses a button below it what they themselves may see', async () => {
    const link = 'open:match:round-6';
    const ahead = await asking.press({ own: 'final', server: 'round-3' }, link, false);
    const behind = await asking.press({ own: 'none', server: 'round-3' }, link, false);
    expect(JSON.stringify(ahead.data)).toContain('89 : 70');
    expect(JSON.stringify(behind.data)).not.toContain('Ivan');
    expect([ahead.private, behind.private]).toEqual([true, true]);
  });
});

describe('Saying how far one has watched', () => {
  it('by the select below an answer is remembered, and draws the answer again', async () => {
    const at = { language: 'en-US', direct: true };
    const sent = await asking.press(at, 'howfar:character:mizi', true, ['round-5']);
    expect([sent.update, footerOf(sent)]).toEqual([true, 'Shown up to: Round 5 · \\* from one source']);
    expect(writtenIn(sent)).toContain('Round 5');
    expect(await asking.horizonOf(at)).toBe('round-5');
  });

  it('draws the answer again, and now finds what could not be found before', async () => {
    const at = { channel: 'none' };
    const miss = await asking.command({}, 'character', { name: 'Shine' });
    const select = componentsOf(miss).find(({ custom_id: id }) => String(id).startsWith('howfar:'));
    const again = await asking.press(at, String(select?.custom_id), true, ['all']);
    expect(titleOf(again)).toBe('👤 Shine'.slice(3));
  });

  it('by “I have watched this” moves someone further and never back', async () => {
    const at = { own: 'round-1', server: 'round-1' };
    const unseen = await asking.command(at, 'episode', { title: 'round-2' });
    expect(labels(unseen)).toEqual(['Go to …', 'I have watched this', 'Round 1', 'Round 3']);
    const seen = await asking.press(at, 'seen:round-2', false);
    expect([seen.private, footerOf(seen).split(' ·')[0]]).toEqual([true, 'Shown up to: Round 2']);
    expect(await asking.horizonOf(at)).toBe('round-2');
    await asking.press(at, 'seen:prologue', false);
    expect(await asking.horizonOf(at)).toBe('round-2');
  });

  it('below an older announcement does not set somebody back who never said anything', async () => {
    const at = { server: 'final', channel: 'final' };
    const sent = await asking.press(at, 'watched:round-2:mark', false);
    expect(writtenIn(sent)).toContain('**Final**');
    expect(await asking.horizonOf(at)).toBeUndefined();
    expect(titleOf(await asking.command(at, 'next'))).toBe('🎬 Next: First video after the Final');
  });

  it('takes an episode by what people call it, and offers the list where that could be several', async () => {
    const at = { direct: true, own: 'special-2' };
    const said = await asking.command(at, 'watched', { episode: 'Round6' });
    expect(writtenIn(said)).toContain('**Round 6**');
    expect(await asking.horizonOf(at)).toBe('round-6');
    const unclear = await asking.command(at, 'watched', { episode: 'special' });
    expect(optionsOf(unclear).length).toBeGreaterThan(10);
    expect(await asking.horizonOf(at)).toBe('round-6');
  });

  it('is done for a channel by a moderator, from inside a thread too, and taken back to the server’s', async () => {
    const at = { server: 'round-2', channel: 'round-2', moderator: true, thread: true };
    await asking.command(at, 'spoilers channel', { episode: 'Final' });
    expect(titleOf(await asking.command({ ...at, thread: false }, 'next'))).toBe(
      '🎬 Next: First video after the Final',
    );
    const reset = await asking.command(at, 'spoilers channel', { episode: 'The same as the whole server' });
    expect(writtenIn(reset)).toContain('whole server');
    expect(titleOf(await asking.command(at, 'next'))).toBe('🎬 Next: Round 3');
  });
});
