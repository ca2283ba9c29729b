import { commandTexts, languageOf, type Say } from '../../../i18n/sentences.ts';
import type { Command } from '../../contract/command.ts';
import { shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { container, rule, textBlock } from '../../elements/layouts.ts';
import { commandName } from '../../elements/names.ts';
import { ACCENT } from '../../knowledge/views/cards/card.ts';

/** Two parts of this length, with the text around them, stay below a message's 4,000 characters. */
const PART = 1800;

/** The help text, made from the list of commands. */
export function helpMessage(commands: readonly Command[], language: string, say: Say, inviteUrl: string): MessageBody {
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
  const listed = (by: Command['by'], title: string) => {
    const lines = commands.filter((command) => command.by === by).flatMap(line);
    return textBlock(`**${title}**\n${shortened(lines.join('\n'), PART)}`);
  };
  return {
    layout: [
      container(ACCENT, [
        textBlock(`## 🌸 ${say('talk.help')}`),
        listed('everyone', say('talk.helpMembers')),
        rule(),
        listed('moderators', say('talk.helpModerators')),
        textBlock(
          `-# ${say('talk.helpFooter', { command: commandName('watched', language) })} · [${say('talk.invite')}](${inviteUrl})`,
        ),
      ]),
    ],
  };
}
