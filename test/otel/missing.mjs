// Makes the packages named by MISSING look as if they were not installed.
import Module from 'node:module';

const missing = (process.env.MISSING ?? '').split(',');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  if (!missing.includes(request)) return resolve.call(this, request, ...rest);
  throw Object.assign(new Error(`Cannot find module '${request}'`), { code: 'MODULE_NOT_FOUND' });
};
