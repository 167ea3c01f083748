import { enough, type Sign, unexplained } from '../sign.ts';

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
    strength: (view) =>
      view.shape === undefined || view.shapeIsNew ? 0 : enough(view.shapeOkEver, 4) * unexplained(view),
    observed: ({ shapeOkEver }) => `worked ${shapeOkEver} times`,
  },
  {
    code: 'several_shapes_fail',
    group: 'shapes',
    strength: (view) => (view.shapesFailing < 2 || view.shapesFine > 0 ? 0 : unexplained(view)),
    observed: ({ shapesFailing }) => `${shapesFailing}/${shapesFailing}`,
  },
];
