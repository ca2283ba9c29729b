import { ComponentType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { formPayload, readFilled } from '../../../src/discord/contract/form.ts';

it('a form is cut to what Discord takes, however long its words and the text that stands in it', () => {
  const long = 'x'.repeat(500);
  const option = (value: number) => ({ value: String(value), label: long, about: long });
  const payload = formPayload({
    id: 'form:1',
    title: long,
    fields: [
      { kind: 'line', key: 'text', label: long, about: long, example: long, value: long, maxLength: 80 },
      { kind: 'choice', key: 'one', label: long, options: Array.from({ length: 40 }, (_, index) => option(index)) },
      {
        kind: 'ticks',
        key: 'some',
        label: long,
        optional: true,
        options: Array.from({ length: 40 }, (_, i) => option(i)),
      },
    ],
  });
  expect(payload.title).toHaveLength(45);
  expect(payload.components).toMatchObject([
    { label: 'x'.repeat(44).concat('…'), component: { max_length: 80, value: 'x'.repeat(79).concat('…') } },
    { component: { required: true } },
    { component: { required: false, min_values: 0, max_values: 10 } },
  ]);
  const counts = payload.components.map((row) =>
    'component' in row && 'options' in row.component ? row.component.options?.length : 0,
  );
  expect(counts).toEqual([0, 25, 10]);
});

it('what was filled in is read by its key, and what was not is empty', () => {
  const filled = readFilled(
    {
      components: [
        {
          type: ComponentType.Label,
          id: 1,
          component: { type: ComponentType.TextInput, id: 2, custom_id: 'text', value: 'A vs B' },
        },
        {
          type: ComponentType.Label,
          id: 3,
          component: { type: ComponentType.StringSelect, id: 4, custom_id: 'one', values: ['no'] },
        },
        { type: ComponentType.TextDisplay, id: 5 },
      ],
    },
    true,
  );
  expect([filled.text('text'), filled.text('one'), filled.text('other')]).toEqual(['A vs B', '', '']);
  expect([filled.chosen('one'), filled.chosen('text'), filled.chosen('other')]).toEqual([['no'], [], []]);
});
