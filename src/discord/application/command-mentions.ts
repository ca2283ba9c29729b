import { commandTexts, languages } from '../../i18n/sentences.ts';
import { madeOnce } from '../../util/made-once.ts';
import type { Command } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { rewritten } from './rewritten.ts';

/** The ids that Discord gave the registered commands, by name. */
export type CommandIds = ReadonlyMap<string, string>;

export interface CommandMentions {
  /** Sets the ids; until then commands are shown as plain code. */
  learn(ids: CommandIds): void;
  /** The message with every command that it names in code (`` `/poll open` ``) replaced by a clickable mention. */
  into(body: MessageBody): MessageBody;
}

/** A command's name in code, in any language: letters, and spaces before a subcommand. */
const NAMED = /`\/([^`\n\\/]{1,70})`/g;
/**
 * Mentions of commands that people can click: `</poll open:id>`.
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

/**
 * By the name of a command in each language, the path that Discord knows it by. Groups are left out: they cannot be
 * clicked.
 */
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
