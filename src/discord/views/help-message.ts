import { commandTexts, languageOf, type Say } from '../../i18n/sentences.ts';
import type { Command } from '../command.ts';
import type { MessageBody } from '../message.ts';

/** What there is, written from the list of commands itself. */
export function helpMessage(commands: readonly Command[], language: string, say: Say): MessageBody {
  const texts = commandTexts(languageOf(language));
  const line = (command: Command): string[] => {
    const own = texts[command.name];
    if (command.action !== undefined) return [`\`/${own?.name ?? command.name}\` ${own?.about ?? ''}`];
    return Object.keys(command.subcommands ?? {}).map((name) => {
      const text = own?.subcommands?.[name];
      return `\`/${own?.name ?? command.name} ${text?.name ?? name}\` ${text?.about ?? ''}`;
    });
  };
  const listed = (by: Command['by']) =>
    commands
      .filter((command) => command.by === by)
      .flatMap(line)
      .join('\n');
  return {
    embeds: [
      {
        title: say('talk.help'),
        fields: [
          { name: say('talk.helpMembers'), value: listed('everyone') },
          { name: say('talk.helpModerators'), value: listed('moderators') },
        ],
        footer: { text: say('talk.helpFooter') },
      },
    ],
  };
}
