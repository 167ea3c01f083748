// An application that takes its functions out of Node's modules: prints which it got.
import { get, request } from 'node:http';
import { get as getSecurely } from 'node:https';

console.log(JSON.stringify([get, request, getSecurely].map(({ name }) => name)));
process.exit();
