import { expect, it } from 'vitest';
import { commands } from '../../../../commands/index.ts';
import { layoutTexts } from '../../../../src/discord/contract/layout.ts';
import { commandName } from '../../../../src/discord/elements/names.ts';
import { helpMessage } from '../../../../src/discord/help/views/help-message.ts';
import { createSentences } from '../../../../src/i18n/sentences.ts';
import { faultsOf } from '../../../../testkit/discord/faults.ts';

const sayIn = createSentences();

it.each(['en', 'ko'] as const)('help names every command there is, as its reader sees it (%s)', (language) => {
  const shown = layoutTexts(
    helpMessage(commands, language, sayIn(language), 'https://discord.com/invite').layout ?? [],
  ).join('\n');
  const paths = commands.flatMap((command) => {
    if (command.messageAction !== undefined) return [];
    return command.subcommands === undefined
      ? [command.name]
      : Object.keys(command.subcommands).map((name) => `${command.name} ${name}`);
  });
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) expect(shown).toContain(`\`${commandName(path, language)}\``);
  expect(shown).toContain(language === 'ko' ? '**이름 찾아보기**' : '**Look up names here**');
});

it('help stays within what Discord takes, however many commands there are', () => {
  const many = Array.from({ length: 40 }, () => commands).flat();
  expect(faultsOf(helpMessage(many, 'ko', sayIn('ko'), 'https://discord.com/invite'))).toEqual([]);
});

it('a command is named in the reader’s language, and by its own name where a language keeps it', () => {
  expect(commandName('spoilers server', 'ko')).toBe('/스포일러 서버');
  expect(commandName('watched', 'en')).toBe('/watched');
});
