import { commandTexts, languages } from '../../i18n/sentences.ts';
import { madeOnce } from '../../util/made-once.ts';
import type { Command } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { rewritten } from './rewritten.ts';

/** Discord's ids of the registered commands, by name. */
export type CommandIds = ReadonlyMap<string, string>;

export interface CommandMentions {
  /** The ids that Discord gave; until then commands are named as plain code. */
  learn(ids: CommandIds): void;
  /** The message with every command that it names in code, such as `` `/poll open` ``, made clickable. */
  into(body: MessageBody): MessageBody;
}

/** A name in code, in whatever language: letters, spaces between a command and its subcommand. */
const NAMED = /`\/([^`\n\\/]{1,70})`/g;
/**
 * Mentions of commands, which people can click: `</poll open:id>`.
 * https://docs.discord.com/developers/reference#message-formatting-formats
 */
export function createCommandMentions(commands: readonly Command[]): CommandMentions {
  let ids: CommandIds = new Map();
  const paths = pathsByName(commands);

  const clickable = (body: MessageBody): MessageBody =>
    rewritten(body, (text) =>
      text.replace(NAMED, (whole, name: string) => {
        const path = paths.get(name);
        const id = path === undefined ? undefined : ids.get(path.split(' ')[0] ?? '');
        return path === undefined || id === undefined ? whole : `</${path}:${id}>`;
      }),
    );
  let made = madeOnce(clickable);

  return {
    learn(learned) {
      ids = learned;
      made = madeOnce(clickable);
    },
    into: (body) => (ids.size === 0 ? body : made(body)),
  };
}

/** What a command is called in each language, to what Discord calls it; a group by itself cannot be clicked. */
function pathsByName(commands: readonly Command[]): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const command of commands) {
    if (command.messageAction !== undefined) continue;
    for (const language of languages) {
      const own = commandTexts(language)[command.name];
      const name = own?.name ?? command.name;
      if (command.action !== undefined) paths.set(name, command.name);
      for (const sub of Object.keys(command.subcommands ?? {}))
        paths.set(`${name} ${own?.subcommands?.[sub]?.name ?? sub}`, `${command.name} ${sub}`);
    }
  }
  return paths;
}
