import { commandTexts, languageOf, type Say } from '../../../i18n/sentences.ts';
import type { Command } from '../../contract/command.ts';
import { shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { commandName } from '../../elements/names.ts';
import { ACCENT } from '../../knowledge/views/cards/card.ts';

/** Two of these stay below Discord's 6,000 characters over all embeds. */
const PART = 2800;

/** What there is, written from the list of commands itself. */
export function helpMessage(commands: readonly Command[], language: string, say: Say): MessageBody {
  const texts = commandTexts(languageOf(language));
  const line = (command: Command): string[] => {
    const own = texts[command.name];
    if (command.messageAction !== undefined) {
      return [say('talk.helpOnMessage', { name: own?.name ?? command.name, about: own?.about ?? '' })];
    }
    if (command.action !== undefined) return [`\`${commandName(command.name, language)}\` ${own?.about ?? ''}`];
    return Object.keys(command.subcommands ?? {}).map((name) => {
      const about = own?.subcommands?.[name]?.about ?? '';
      return `\`${commandName(`${command.name} ${name}`, language)}\` ${about}`;
    });
  };
  const listed = (by: Command['by']) => {
    const lines = commands.filter((command) => command.by === by).flatMap(line);
    return shortened(lines.join('\n'), PART);
  };
  return {
    embeds: [
      {
        title: `🌸 ${say('talk.help')}`,
        color: ACCENT,
        description: `**${say('talk.helpMembers')}**\n${listed('everyone')}`,
      },
      {
        color: ACCENT,
        description: `**${say('talk.helpModerators')}**\n${listed('moderators')}`,
        footer: { text: say('talk.helpFooter', { command: commandName('watched', language) }) },
      },
    ],
  };
}
