// The largest difference between two files of scores over the items of the first: node compare.mjs A B [BAR]; exit code 1 above the bar (1e-4) or if an item is missing.
import { readFileSync } from 'node:fs';

const [first, second, bar = '1e-4'] = process.argv.slice(2);
const read = file => new Map(readFileSync(file, 'utf8').split('\n').filter(line => line).map(line => JSON.parse(line)).map(row => [row.id, row]));
const [a, b] = [read(first), read(second)];
let [largest, choices, greedy, missing] = [0, 0, 0, 0];
for (const [id, row] of a) {
  const other = b.get(id);
  if (other?.loglik.length !== row.loglik.length) {
    missing++;
    continue;
  }
  row.loglik.forEach((value, i) => {
    choices++;
    largest = Math.max(largest, Math.abs(value - other.loglik[i]));
    greedy += row.is_greedy[i] !== other.is_greedy[i];
  });
}
console.log(JSON.stringify({ choices, largest_difference: largest, greedy_differences: greedy, missing }));
process.exit(missing || greedy || !(largest <= Number(bar)) ? 1 : 0);
