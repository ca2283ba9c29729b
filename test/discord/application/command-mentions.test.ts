import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { createCommandMentions } from '../../../src/discord/application/command-mentions.ts';
import { layoutTexts } from '../../../src/discord/contract/layout.ts';
import { helpMessage } from '../../../src/discord/help/views/help-message.ts';
import { createSentences } from '../../../src/i18n/sentences.ts';
import { faultsOf } from '../../../testkit/discord/faults.ts';

const sayIn = createSentences();
const ids = new Map(commands.map(({ name }, index) => [name, String(1_500_000_000_000_000_000n + BigInt(index))]));
const id = (name: string) => ids.get(name) ?? '';

describe('A command that is named', () => {
  it('can be clicked once Discord has given it an id, and is plain code before', () => {
    const mentions = createCommandMentions(commands);
    const body = { content: 'Ask `/help`, or `/poll open`.' };
    expect(mentions.into(body)).toEqual(body);
    mentions.learn(ids);
    expect(mentions.into(body).content).toBe(`Ask </help:${id('help')}>, or </poll open:${id('poll')}>.`);
  });

  it('is found by its Korean name too', () => {
    const mentions = createCommandMentions(commands);
    mentions.learn(ids);
    const content = sayIn('ko')('notice.chooseChannel');
    expect(mentions.into({ content }).content).toContain(`</setup:${id('setup')}>`);
  });

  it('is left alone where it is none, where it is a whole group, and where somebody else wrote it', () => {
    const mentions = createCommandMentions(commands);
    mentions.learn(ids);
    const content = '`/nothing here` `/poll` \\`/help\\` /help';
    expect(mentions.into({ content }).content).toBe(content);
  });

  it('is left alone where a mention would not fit, in titles, and in footers', () => {
    const mentions = createCommandMentions(commands);
    mentions.learn(ids);
    const content = `${'x'.repeat(1990)}\`/help\``;
    expect(mentions.into({ content }).content).toBe(content);
    const embed = { title: '`/help`', description: '`/help`', footer: { text: '`/help`' } };
    const long = { fields: [{ name: 'a', value: `${'x'.repeat(1015)}\`/help\`` }] };
    expect(mentions.into({ embeds: [embed, long] }).embeds).toEqual([
      { ...embed, description: `</help:${id('help')}>` },
      long,
    ]);
  });

  it.each(['en', 'ko'] as const)('stands in the help with all others, within Discord’s limits (%s)', (language) => {
    const mentions = createCommandMentions(commands);
    mentions.learn(ids);
    const help = mentions.into(helpMessage(commands, language, sayIn(language), 'https://discord.com/invite'));
    const text = layoutTexts(help.layout ?? []).join('\n');
    const runnable = commands.flatMap((command) =>
      command.action ? [command.name] : Object.keys(command.subcommands ?? {}).map((sub) => `${command.name} ${sub}`),
    );
    for (const path of runnable) expect(text).toContain(`</${path}:${id(path.split(' ')[0] ?? '')}>`);
    expect(text.length).toBeLessThan(4000);
    expect(faultsOf(help)).toEqual([]);
  });
});
