/** Formatted text as a tree, which views turn into elements and tests compare. */
export type MarkdownNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: Decoration; readonly children: readonly MarkdownNode[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'codeBlock'; readonly language: string; readonly text: string }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly MarkdownNode[] }
  | {
      readonly type: 'list';
      /** The first number of a numbered list. */
      readonly start: number | undefined;
      readonly items: readonly (readonly MarkdownNode[])[];
    }
  /** Links to http and https only. */
  | { readonly type: 'link'; readonly href: string; readonly children: readonly MarkdownNode[] }
  | { readonly type: 'mention'; readonly what: 'user' | 'role' | 'channel'; readonly id: string }
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'everyone'; readonly name: 'everyone' | 'here' }
  | { readonly type: 'emoji'; readonly name: string; readonly id: string }
  /** A time in seconds since 1970, and its style (t, T, d, D, f, F, R). */
  | { readonly type: 'time'; readonly seconds: number; readonly style: string };

export type Decoration = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'small';

/** The text without formatting, for screen readers and previews. */
export function plainText(nodes: readonly MarkdownNode[]): string {
  return nodes.map(plainOf).join('');
}

function plainOf(node: MarkdownNode): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'codeBlock':
      return node.text;
    case 'break':
      return '\n';
    case 'spoiler':
      return '(spoiler)';
    case 'list':
      return node.items.map(plainText).join('\n');
    case 'mention':
      return '@…';
    case 'command':
      return `/${node.name}`;
    case 'everyone':
      return `@${node.name}`;
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return new Date(node.seconds * 1000).toISOString();
    default:
      return plainText(node.children);
  }
}
