import { commandTexts, languages } from '../../i18n/sentences.ts';
import { madeOnce } from '../../util/made-once.ts';
import type { Command } from '../contract/command.ts';
import { LAYOUT_TEXT, type Layout, layoutTexts, withTexts } from '../contract/layout.ts';
import type { MessageBody } from '../contract/message.ts';

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
const CONTENT_LIMIT = 2000;
const DESCRIPTION_LIMIT = 4096;
const FIELD_LIMIT = 1024;
const EMBEDS_LIMIT = 6000;

/**
 * Mentions of commands, which people can click: `</poll open:id>`. Discord draws them in text, descriptions and fields,
 * not in titles, footers or buttons. What would not fit any more stays as it was.
 * https://docs.discord.com/developers/reference#message-formatting-formats
 */
export function createCommandMentions(commands: readonly Command[]): CommandMentions {
  let ids: CommandIds = new Map();
  const paths = pathsByName(commands);

  function inText(text: string, limit: number): string {
    const mentioned = text.replace(NAMED, (whole, name: string) => {
      const path = paths.get(name);
      const id = path === undefined ? undefined : ids.get(path.split(' ')[0] ?? '');
      return path === undefined || id === undefined ? whole : `</${path}:${id}>`;
    });
    return mentioned.length <= limit ? mentioned : text;
  }

  function inEmbeds(embeds: NonNullable<MessageBody['embeds']>): NonNullable<MessageBody['embeds']> {
    const made = embeds.map((embed) => ({
      ...embed,
      ...(embed.description === undefined ? {} : { description: inText(embed.description, DESCRIPTION_LIMIT) }),
      ...(embed.fields === undefined
        ? {}
        : { fields: embed.fields.map((field) => ({ ...field, value: inText(field.value, FIELD_LIMIT) })) }),
    }));
    return lengthOf(made) <= EMBEDS_LIMIT ? made : embeds;
  }

  function inLayout(layout: Layout, around: string): Layout {
    const made = withTexts(layout, (text) => inText(text, LAYOUT_TEXT));
    const length = layoutTexts(made).reduce((sum, text) => sum + text.length, around.length);
    return length <= LAYOUT_TEXT ? made : layout;
  }
  const clickable = (body: MessageBody): MessageBody => ({
    ...body,
    ...(body.content === undefined ? {} : { content: inText(body.content, CONTENT_LIMIT) }),
    ...(body.embeds === undefined ? {} : { embeds: inEmbeds(body.embeds) }),
    ...(body.layout === undefined ? {} : { layout: inLayout(body.layout, body.content ?? '') }),
  });
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

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
function lengthOf(embeds: NonNullable<MessageBody['embeds']>): number {
  return embeds.reduce((sum, { title = '', description = '', footer, author, fields = [] }) => {
    const inFields = fields.reduce((inner, { name, value }) => inner + name.length + value.length, 0);
    return sum + title.length + description.length + (footer?.text.length ?? 0) + (author?.name.length ?? 0) + inFields;
  }, 0);
}
