/** Something that can be done for whoever takes the tour, in place of their hands. */
export type TourAct =
  /** Typed into the message box and sent: a message or a command. */
  | { readonly say: string }
  /** A button or reaction under the newest message that has one whose label contains this. */
  | { readonly press: string }
  /** The first reaction under the newest message that has any. */
  | { readonly react: 'first' }
  /** An entry in the feed, by its title. */
  | { readonly publish: string }
  /** The bot's clock. */
  | { readonly clock: 'next-deadline' | number };

/** One step of a guided tour through a rehearsal: plain data, given by whoever starts it. */
export interface TourStep {
  readonly title: string;
  /** What happens and what to look at, as plain text. */
  readonly text: string;
  /** The name of the person to be, and of the channel to be in. */
  readonly as: string;
  readonly in: string;
  readonly act: TourAct;
  /** The step is done when a message in its channel, come or changed since it began, contains this text. */
  readonly seen: string;
}

/** What whoever starts a rehearsal suggests doing in it. */
export interface Script {
  /** Titles somebody may like to publish; the first stands in the field. */
  readonly titles: readonly string[];
  readonly tour: readonly TourStep[];
}
