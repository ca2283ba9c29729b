import { isFormerMember } from '../../domain/former-member.ts';
import type { PermissionName } from '../../domain/permissions.ts';
import { commandTexts, languageOf, type Say } from '../../i18n/sentences.ts';
import { plain, shortened } from '../contract/markdown.ts';

/** A command's name in the reader's language, such as `/spoilers server` or `/스포일러 서버`. */
export function commandName(path: string, language: string): string {
  const texts = commandTexts(languageOf(language));
  const [first = '', second] = path.split(' ');
  const own = texts[first];
  const name = own?.name ?? first;
  return second === undefined ? `/${name}` : `/${name} ${own?.subcommands?.[second]?.name ?? second}`;
}

/** A feed by its title, if it has one, and its address, short enough for a sentence and without a link preview. */
export function feedName(url: string, title?: string): string {
  const address = `<${shortened(url, 200)}>`;
  return title === undefined || title === '' ? address : `**${plain(shortened(title, 80))}** ${address}`;
}

/** Permissions, named as in Discord's settings in the reader's language. */
export function permissionsText(names: Iterable<PermissionName>, say: Say): string {
  return [...new Set(names)].map((name) => `**${say(`permission.${name}`)}**`).join(', ');
}

/** A mention of a member; members whose data was erased have no name any more. */
export function memberName(userId: string, say: Say): string {
  return isFormerMember(userId) ? say('member.former') : `<@${userId}>`;
}
