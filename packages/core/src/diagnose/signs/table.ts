import type { Sign } from '../sign.ts';
import { CHANGE_SIGNS } from './change-signs.ts';
import { CREDENTIAL_SIGNS } from './credential-signs.ts';
import { ENDPOINT_SIGNS } from './endpoint-signs.ts';
import { LABEL_SIGNS } from './label-signs.ts';
import { LATENCY_SIGNS } from './latency-signs.ts';
import { NEIGHBOUR_SIGNS } from './neighbour-signs.ts';
import { RATE_SIGNS } from './rate-signs.ts';
import { REPORTED_SIGNS } from './reported-signs.ts';
import { SHAPE_SIGNS } from './shape-signs.ts';
import { SOCKET_SIGNS } from './socket-signs.ts';
import { VITAL_SIGNS } from './vital-signs.ts';

/** Every sign. */
export const SIGNS: readonly Sign[] = [
  ...LABEL_SIGNS,
  ...ENDPOINT_SIGNS,
  ...CREDENTIAL_SIGNS,
  ...SHAPE_SIGNS,
  ...CHANGE_SIGNS,
  ...SOCKET_SIGNS,
  ...NEIGHBOUR_SIGNS,
  ...VITAL_SIGNS,
  ...RATE_SIGNS,
  ...LATENCY_SIGNS,
  ...REPORTED_SIGNS,
];
