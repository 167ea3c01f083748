import { register } from 'faultline';
import { exercise } from './exercise.mjs';

await exercise(register());
