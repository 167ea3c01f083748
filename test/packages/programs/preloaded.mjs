import { register } from 'faultline';
import { exercise } from './exercise.mjs';

// It runs already: this only asks for it.
await exercise(register());
