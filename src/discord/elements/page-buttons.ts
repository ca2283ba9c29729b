import type { Say } from '../../i18n/sentences.ts';
import { button, type Row, rows } from './controls.ts';

/** Back and on, counted from 1; nothing where there is one page only. */
export function pageButtons(say: Say, at: { page: number; pages: number }, idOf: (page: number) => string): Row[] {
  if (at.pages <= 1) return [];
  return rows([
    button({ id: idOf(at.page - 1), label: say('page.back'), disabled: at.page <= 1 }),
    button({ id: idOf(at.page + 1), label: say('page.on'), disabled: at.page >= at.pages }),
  ]);
}
