import { enough, type Sign } from '../sign.ts';

/** What the structures of the payloads show. */
export const SHAPE_SIGNS: readonly Sign[] = [
  {
    code: 'only_this_shape_fails',
    group: 'shapes',
    strength: ({ shape, shapesFine, shapesFineExchanges }) =>
      shape === undefined || shape.ok > 0 || shapesFine === 0
        ? 0
        : enough(shape.failed, 1) * enough(shapesFineExchanges, 2),
    observed: ({ shape, shapesFine }) =>
      `${shape?.failed ?? 0}/${shape?.failed ?? 0}, ${shapesFine} others fine`,
  },
  {
    code: 'this_shape_fails_most',
    group: 'shapes',
    strength: ({ shape, shapesFine, shapesFailing, shapesFineExchanges }) =>
      shape === undefined || shape.ok === 0 || shapesFine === 0 || shapesFailing > 1
        ? 0
        : enough(shape.failed, 2) *
          enough(shapesFineExchanges * (shape.failed / (shape.failed + shape.ok)), 2),
    observed: ({ shape, shapesFine }) =>
      `${shape?.failed ?? 0}/${(shape?.failed ?? 0) + (shape?.ok ?? 0)}, ${shapesFine} others fine`,
  },
  {
    code: 'new_shape_fails',
    group: 'shapes',
    strength: ({ shape, shapeIsNew, okEver }) => (shape === undefined || !shapeIsNew ? 0 : enough(okEver, 2)),
    observed: ({ shape }) => `${shape?.failed ?? 0}/${(shape?.failed ?? 0) + (shape?.ok ?? 0)}`,
  },
  {
    code: 'known_shape_fails',
    group: 'shapes',
    strength: ({ shape, shapeIsNew, shapeOkEver }) =>
      shape === undefined || shapeIsNew ? 0 : enough(shapeOkEver, 4),
    observed: ({ shapeOkEver }) => `worked ${shapeOkEver} times`,
  },
  {
    code: 'several_shapes_fail',
    group: 'shapes',
    strength: ({ shapesFailing, shapesFine }) => (shapesFailing < 2 || shapesFine > 0 ? 0 : 1),
    observed: ({ shapesFailing }) => `${shapesFailing}/${shapesFailing}`,
  },
];
