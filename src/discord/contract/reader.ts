import type { KnowledgeView } from '../../domain/knowledge/view-types.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { OpenEpisodes } from '../../services/index.ts';
import type { Reading } from '../../services/reading.ts';
import type { Asker } from './asker.ts';

/** What a view needs to say sentences. */
export interface Speaker {
  readonly say: Say;
  /** The language of `say`, used to choose among texts of the series. */
  readonly language: string;
}

/** What everybody may know of the episodes, however far they have watched: their labels and order. */
export type Episodes = OpenEpisodes;

/** Names episodes by their spoiler-free labels. */
export interface Teller extends Speaker {
  readonly episodes: Episodes;
}

/** For whom a card or picture is drawn: the knowledge as the readers may see it, and their language. */
export interface Reader extends Speaker {
  readonly view: KnowledgeView;
}

/** A reader who asked for something: everything a view may use, and nothing that fetches or changes anything. */
export interface Asking extends Reader, Teller {
  readonly asker: Asker;
  readonly reading: Reading;
}
