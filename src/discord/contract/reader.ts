import type { KnowledgeView } from '../../domain/knowledge/view-types.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { OpenEpisodes } from '../../services/index.ts';
import type { Reading } from '../../services/reading.ts';
import type { Asker } from './asker.ts';

/** What a view says its sentences with. */
export interface Speaker {
  readonly say: Say;
  /** Of `say`: which of several texts of the series is taken. */
  readonly language: string;
}

/** What everybody may know of the episodes, however far they have watched: their neutral labels and their order. */
export type Episodes = OpenEpisodes;

/** Names episodes by their neutral labels. */
export interface Teller extends Speaker {
  readonly episodes: Episodes;
}

/** Whom a card or a picture is drawn for: the knowledge as its readers may see it, and their language. */
export interface Reader extends Speaker {
  readonly view: KnowledgeView;
}

/** A reader who asked for something: all that a view may know of it, and nothing that asks or changes. */
export interface Asking extends Reader, Teller {
  readonly asker: Asker;
  readonly reading: Reading;
}
