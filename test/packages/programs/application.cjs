const { register } = require('faultline');

const faultline = register();
import('./exercise.mjs').then(({ exercise }) => exercise(faultline));
