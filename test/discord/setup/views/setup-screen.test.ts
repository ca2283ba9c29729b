import { describe, expect, it } from 'vitest';
import { fittedLayout, layoutTexts } from '../../../../src/discord/contract/layout.ts';
import { layoutOf } from '../../../../src/discord/contract/message.ts';
import type { Teller } from '../../../../src/discord/contract/reader.ts';
import { MOST_CHANNELS } from '../../../../src/discord/setup/rights.ts';
import { setupDone, setupScreen } from '../../../../src/discord/setup/views/setup-screen.ts';
import type { ChannelRights } from '../../../../src/discord/setup/views/setup-state.ts';
import { defaultChoices, type Subscription } from '../../../../src/domain/announcement/subscription.ts';
import { createSentences, type Language } from '../../../../src/i18n/sentences.ts';
import { faultsOf } from '../../../../testkit/discord/faults.ts';
import { seriesKnowledge } from '../../../../testkit/knowledge/knowledge.ts';

const sayIn = createSentences();
const idOf = (index: number) => String(12_345_678_901_234_560_000n + BigInt(index));

function tellerIn(language: Language): Teller {
  return { say: sayIn(language), language, episodes: seriesKnowledge() };
}

/** As many channels as can be, with addresses as long as can be, in each of which the bot lacks everything. */
const crowded = {
  horizon: undefined,
  language: 'en' as const,
  languageChosen: false,
  zone: 'America/Argentina/Buenos_Aires',
  zoneChosen: true,
  keepUpDays: 7,
  pollsIn: idOf(2),
  noticesTo: idOf(1),
  subscriptions: Array.from(
    { length: 100 },
    (_, index): Subscription => ({
      ...defaultChoices,
      id: idOf(index),
      guildId: idOf(0),
      channelId: idOf(index),
      feedUrl: `https://example.org/${'a'.repeat(2000)}`,
      language: 'en',
      createdBy: idOf(0),
      createdAtMs: 0,
      sinceDocument: 0,
    }),
  ),
  rights: Array.from(
    { length: MOST_CHANNELS },
    (_, index): ChannelRights => ({
      channelId: idOf(index),
      uses: index === 0 ? ['announcements', 'notices', 'polls'] : ['announcements', 'notices'],
      lacking: [
        ...(['viewChannel', 'sendInThreads', 'readHistory', 'embedLinks', 'createThreads'] as const),
        ...(index === 0 ? (['attachFiles', 'addReactions'] as const) : []),
      ],
    }),
  ),
};

describe.each(['en', 'ko'] as const)('The screen of /setup in “%s”', (language) => {
  const by = tellerIn(language);

  it('stays within what Discord takes, however many channels there are and whatever is lacking', () => {
    const single = { ...crowded, subscriptions: crowded.subscriptions.slice(0, 1) };
    for (const screen of [setupScreen(by, crowded), setupScreen(by, single), setupDone(by, crowded)]) {
      expect(faultsOf(screen)).toEqual([]);
      expect(layoutTexts(fittedLayout(layoutOf(screen)))).toEqual(layoutTexts(layoutOf(screen)));
    }
  });

  it('mentions pressing a button only where that button exists', () => {
    const button = `“${by.say('setup.check')}”`;
    expect(JSON.stringify(setupScreen(by, crowded).layout)).toContain(button);
    expect(JSON.stringify(setupDone(by, crowded))).not.toContain(button);
  });
});
