import { LONGEST_LABEL } from './additions.ts';

export type LabelFault = 'empty' | 'too-long' | 'names-somebody' | 'tells-result';

/** At least one visible character: a label of joiners and spaces alone is refused. */
const VISIBLE = /[\p{L}\p{N}]/u;
/** Words that tell how something ended. The Korean ones are stems, because endings follow them. */
const RESULT =
  /(?<![\p{L}\p{N}])(?:w[io]ns?|won|winners?|winning|defeats?|defeated|beats?|beaten|lost|loses?|loser|losing|dies|died|dead|death|killed|kills|eliminated|eliminates|elimination|advances?|champions?|survives?|survivors?)(?![\p{L}\p{N}])|승리|우승|승자|패배|패자|탈락|사망|죽음|죽는|진출|생존/iu;

/** A label as it is saved: one line, single spaces. Mentions and formatting are escaped where it is shown. */
export function tidyLabel(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * What is wrong with a tidied label; undefined when nothing is. Everybody reads labels, whatever they have watched: a
 * label may say where an episode stands, but neither who is in it nor how it ended.
 */
export function labelFault(label: string, namesSomebody: (text: string) => boolean): LabelFault | undefined {
  if (!VISIBLE.test(label)) return 'empty';
  if (label.length > LONGEST_LABEL) return 'too-long';
  if (namesSomebody(label)) return 'names-somebody';
  return RESULT.test(label.normalize('NFKC')) ? 'tells-result' : undefined;
}
