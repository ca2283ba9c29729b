import { commandTexts, languageOf } from '../../i18n/sentences.ts';

/** A command as its reader sees it, such as `/spoilers server` or `/스포일러 서버`. */
export function commandName(path: string, language: string): string {
  const texts = commandTexts(languageOf(language));
  const [first = '', second] = path.split(' ');
  const own = texts[first];
  const name = own?.name ?? first;
  return second === undefined ? `/${name}` : `/${name} ${own?.subcommands?.[second]?.name ?? second}`;
}
