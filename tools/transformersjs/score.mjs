// Scores the choices of cloze items with transformers.js, as its documentation would have it done.
//   npm ci
//   node score.mjs MODEL ITEMS OUT [--batch N] [--threads N] [--limit N] [--warm]
// MODEL: a folder with config.json, tokenizer.json and onnx/model.onnx (or model.onnx). ITEMS: JSON Lines of id, context, choices, gold.
// OUT: JSON Lines of id, loglik (natural logarithms, one a choice), is_greedy. On standard output: one JSON object with what it took.
// A continuation is enc(context + choice) after the first len(enc(context)) ids, with the begin-of-sequence token in both.
// Without --batch: one request at a time, in order. With it: the longest first, padded at the right.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AutoModelForCausalLM, AutoTokenizer, Tensor, env } from '@huggingface/transformers';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    batch: { type: 'string', default: '1' }, threads: { type: 'string', default: '1' }, limit: { type: 'string', default: 'Infinity' },
    warm: { type: 'boolean', default: false }, // an unmeasured pass over the first items
  },
});
const [folder, file, out] = positionals;
if (!out) {
  console.error('usage: node score.mjs MODEL ITEMS OUT [--batch N] [--threads N] [--limit N] [--warm]');
  process.exit(2);
}

const [batch, threads, limit] = [options.batch, options.threads, options.limit].map(Number);
const items = readFileSync(file, 'utf8').split('\n').filter(line => line).map(line => JSON.parse(line)).slice(0, limit);

const path = resolve(folder);
[env.allowRemoteModels, env.localModelPath] = [false, dirname(path)];
const tokenizer = await AutoTokenizer.from_pretrained(basename(path));
const model = await AutoModelForCausalLM.from_pretrained(basename(path), {
  dtype: 'fp32', device: 'cpu', subfolder: existsSync(join(path, 'onnx')) ? 'onnx' : '',
  session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, extra: { session: { intra_op: { allow_spinning: '0' } } } },
});

// CPU seconds of all threads, and seconds of the clock.
async function timed(work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const used = process.cpuUsage(cpu);
  return [result, { cpu_s: (used.user + used.system) / 1e6, wall_s: (performance.now() - wall) / 1000 }];
}

function requests(some) {
  const all = [];
  for (const item of some) {
    const length = tokenizer.encode(item.context).length;
    for (const [choice, text] of item.choices.entries()) {
      all.push({ id: item.id, choice, length, ids: tokenizer.encode(item.context + text) });
    }
  }
  return all;
}

// Sum of the log-probabilities of the continuation's tokens, and whether each is the likeliest.
function scored(logits, row, { ids, length }) {
  const [, columns, vocabulary] = logits.dims;
  let [loglik, isGreedy] = [0, true];
  for (let at = length; at < ids.length; at++) {
    const from = (row * columns + at - 1) * vocabulary;
    const values = logits.data.subarray(from, from + vocabulary);
    let [best, sum] = [0, 0];
    for (let i = 1; i < vocabulary; i++) {
      if (values[i] > values[best]) best = i;
    }
    for (let i = 0; i < vocabulary; i++) {
      sum += Math.exp(values[i] - values[best]);
    }
    loglik += values[ids[at]] - values[best] - Math.log(sum);
    isGreedy &&= best === ids[at];
  }
  return { loglik, isGreedy };
}

async function run(all) {
  const order = batch > 1 ? [...all].sort((a, b) => b.ids.length - a.ids.length) : all;
  let tokens = 0;
  for (let start = 0; start < order.length; start += batch) {
    const some = order.slice(start, start + batch);
    const columns = Math.max(...some.map(r => r.ids.length)) - 1; // the last token is only predicted
    const dims = [some.length, columns];
    const [ids, mask] = [new BigInt64Array(some.length * columns), new BigInt64Array(some.length * columns)];
    for (const [row, request] of some.entries()) {
      request.ids.slice(0, -1).forEach((id, at) => { ids[row * columns + at] = BigInt(id); mask[row * columns + at] = 1n; });
    }
    const { logits } = await model({ input_ids: new Tensor('int64', ids, dims), attention_mask: new Tensor('int64', mask, dims) });
    some.forEach((request, row) => Object.assign(request, scored(logits, row, request)));
    tokens += some.length * columns;
  }
  return tokens;
}

if (options.warm) {
  await run(requests(items.slice(0, 20)));
}

const [all, tokenising] = await timed(() => requests(items));
const [tokens, running] = await timed(() => run(all));
const rows = items.map(item => ({ id: item.id, of: all.filter(r => r.id === item.id).sort((a, b) => a.choice - b.choice) }));
writeFileSync(out, rows.map(({ id, of }) => `${JSON.stringify({ id, loglik: of.map(r => r.loglik), is_greedy: of.map(r => r.isGreedy) })}\n`).join(''));
const [cpu, wall] = ['cpu_s', 'wall_s'].map(key => tokenising[key] + running[key]);
console.log(JSON.stringify({
  program: `transformers.js ${env.version}`, node: process.version, batch, threads, items: items.length, requests: all.length, tokens,
  tokenising, running, items_per_wall_s: items.length / wall, items_per_cpu_s: items.length / cpu, peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
}, (_, value) => typeof value === 'number' ? Number(value.toPrecision(5)) : value));
