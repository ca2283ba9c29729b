import type { Leaf } from '../composer/commands.ts';
import { createComposer } from '../composer/composer.ts';
import type { Person, World } from '../director/director-paths.ts';
import { byId } from '../elements/dom.ts';
import { createMessageList } from '../messages/message-list.ts';
import { spokenText } from '../messages/message-view.ts';
import { noticeOf } from '../messages/notices.ts';
import { openReactionPicker } from '../messages/reaction-view.ts';
import type { ViewContext } from '../messages/view-context.ts';
import { wordsOf } from '../wire/rest.ts';
import type { IndexedCommand, Message } from '../wire/shapes.ts';
import { type Change, channelName, channelTree, dropMessage, keepMessage, messagesOf } from '../wire/state.ts';
import { showChannels, showHeading } from './channel-list.ts';
import { askForChoices, openAppsMenu, placesOf, runCommand, showModal } from './chat-acts.ts';
import { type Client, openClient } from './client.ts';
import { createPresses } from './presses.ts';
import { createUnread } from './unread.ts';

export interface ChatParts {
  readonly world: World;
  readonly person: Person;
  /** The name of the channel to open first; if there is none, the first channel. */
  readonly channel: string | undefined;
  botNowMs(): number;
  onChannel(name: string): void;
}

export interface Chat {
  /** Resolves when the server has arrived and its channels can be opened. */
  readonly ready: Promise<void>;
  /** Opens a channel by name; throws an error when there is none. */
  open(channel: string): void;
  /** Types a message or command into the box and sends it. Rejects with the reason when it cannot be sent. */
  say(text: string): Promise<void>;
  /** The messages of a channel, by its name, that the page has received. */
  messages(channel: string): readonly Message[];
  close(): void;
}

/** The chat as one person sees it. Resolves when the person's client is open; `close` ends it. */
export async function openChat(parts: ChatParts): Promise<Chat> {
  const { world } = parts;
  const loaded = new Set<string>();
  let leaves: readonly Leaf[] = [];
  let forMessages: readonly IndexedCommand[] = [];
  let current = '';
  let arrived = () => {};
  const ready = new Promise<void>((resolve) => {
    arrived = resolve;
  });

  const client: Client = await openClient({
    world,
    person: parts.person,
    onChange: change,
    onModal: (modal) => showModal(client, modal),
    onConnection(state) {
      byId('connection').textContent =
        state === 'connected' ? '' : state === 'refused' ? 'The connection was refused.' : 'Connecting…';
    },
  });
  const { state } = client;
  const unread = createUnread(state);
  // Names that occur in texts are known before these people have written anything.
  for (const { id, name } of world.people) state.users.set(id, { id, username: name, global_name: name });
  const locale = () => state.me?.locale ?? 'en-US';

  const context: ViewContext = {
    state,
    get locale() {
      return locale();
    },
    nowMs: parts.botNowMs,
    ...createPresses(client, draw),
    toggleReaction: (message, emoji, isMine) =>
      attempt(isMine ? client.unreact(message, emoji) : client.react(message, emoji)),
    pickReaction: (message, anchor) => openReactionPicker(anchor, (emoji) => attempt(client.react(message, emoji))),
    async openApps(message, anchor) {
      await refresh();
      openAppsMenu(anchor, forMessages, (command) => run(command, { target_id: message.id }, command.name));
    },
    dismiss: (message) => change(dropMessage(state, message.channel_id, message.id)),
    openChannel,
    typeCommand: (name) => composer.type(`/${name} `),
  };
  const list = createMessageList(byId('messages'), byId('scroller'), context);
  const composer = createComposer({
    get locale() {
      return locale();
    },
    leaves: () => leaves,
    places: () => placesOf(state),
    refresh,
    choices: (leaf, given, typed, picks) =>
      askForChoices(client, current, leaf, { given, current: typed, picks, places: placesOf(state) }),
    send: (text) => attempt(client.send(current, text)),
    run: (leaf, options) => run(leaf.command, { options }, leaf.title),
  });

  function change(what: Change) {
    if (what.kind === 'everything') begin();
    else if (what.kind === 'places') drawChannels();
    else if (what.kind === 'message') return hear(what.message, what.isNew);
    else if (what.kind === 'gone') draw();
  }

  /** After the first READY, or one after the gateway has forgotten this client: asks for everything again. */
  function begin(): void {
    loaded.clear();
    const channels = channelTree(state).map(({ channel }) => channel);
    const wanted = channels.find(({ id, name }) => (current === '' ? name === parts.channel : id === current));
    const first = current === '' || state.channels.has(current) ? (wanted ?? state.channels.get(current)) : undefined;
    openChannel((first ?? channels[0])?.id ?? '');
    void refresh();
    arrived();
  }

  function hear(message: Message, isNew: boolean): void {
    if (message.channel_id === current) draw();
    if (!isNew || message.author.id === state.me?.id) return;
    byId('announcer').textContent = spokenText(message);
    if (message.channel_id === current) return;
    unread.note(message);
    drawChannels();
  }

  function openChannel(channelId: string): void {
    const channel = state.channels.get(channelId);
    if (!channel) return;
    current = channelId;
    unread.look(channelId);
    showHeading(channel, state.guild?.name);
    parts.onChannel(channelName(channel));
    drawChannels();
    draw(true);
    if (loaded.has(channelId)) return;
    loaded.add(channelId);
    attempt(client.loadMessages(channelId).then(() => draw(true)));
  }

  function draw(toEnd = false): void {
    const messages = messagesOf(state, current);
    byId('empty').hidden = messages.length > 0;
    list.show(messages, toEnd);
  }

  function drawChannels(): void {
    const { applicationId } = world;
    const openBot = () => attempt(client.directChannel(applicationId ?? '').then((id) => openChannel(id)));
    showChannels(byId('channels'), {
      state,
      current,
      unread,
      open: openChannel,
      openBot: applicationId === null ? undefined : openBot,
    });
  }

  async function refresh(): Promise<void> {
    try {
      ({ leaves, forMessages } = await client.commands(current));
    } catch (error) {
      tell(`The commands could not be fetched: ${wordsOf(error)}`);
    }
  }

  async function run(command: IndexedCommand, data: Readonly<Record<string, unknown>>, title: string): Promise<void> {
    const channelId = current;
    byId('pending').textContent = `Running /${title}…`;
    const failure = await runCommand(client, channelId, command, data);
    byId('pending').textContent = '';
    if (failure !== undefined) tell(`**/${title}**: ${failure}`, channelId);
  }

  function tell(sentence: string, channelId = current): void {
    keepMessage(state, noticeOf(channelId, sentence, Date.now()));
    draw(true);
  }

  function attempt(doing: Promise<unknown>): void {
    doing.catch((error: unknown) => tell(wordsOf(error)));
  }

  const channelNamed = (name: string) => [...state.channels.values()].find((one) => channelName(one) === name);

  return {
    ready,
    open(name) {
      const channel = channelNamed(name);
      if (!channel) throw new Error(`There is no channel ${name} here`);
      if (channel.id !== current) openChannel(channel.id);
    },
    say: (text) => composer.say(text),
    messages: (name) => messagesOf(state, channelNamed(name)?.id ?? ''),
    close() {
      composer.close();
      list.close();
      client.close();
    },
  };
}
