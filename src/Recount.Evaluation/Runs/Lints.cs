using Recount.Evaluation.Tokens;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Evaluation.Runs;

/// <summary>Traps that show in the tokens.</summary>
internal sealed class Lints(ModelTokenizer tokenizer, TaskOptions options)
{
    private int _items;
    private int _unstable;
    private int _cut;
    private int _doubled;
    private int _missing;
    private long _tokens;

    /// <summary>Counts them in some items.</summary>
    public void Look(IReadOnlyList<EncodedItem> items)
    {
        _items += items.Count;
        _unstable += items.Count(i => i.Pairs.Any(p => !p.IsStable));
        var cuts = items.Select(i => i.Sequences.Select(s => s.Cut).Append(i.Prompt?.Cut ?? 0).Max()).ToList();
        _cut += cuts.Count(c => c > 0);
        _tokens += cuts.Sum(c => (long)c);
        _doubled += items.Count(i => i.Pairs.Any(p => p.Bos == BosUse.Doubled) || Begins(i.Prompt) > 1);
        _missing += items.Count(i => i.Pairs.Any(p => p.Bos == BosUse.Missing) || Begins(i.Prompt) == 0);
    }

    // How many BOS tokens a prompt begins with; null where there is none or its beginning was cut off.
    private int? Begins(Prompt? prompt) => prompt is { Cut: 0 } && tokenizer.Bos is { } bos ? prompt.Tokens.TakeWhile(t => t == bos).Count() : null;

    /// <summary>What was found.</summary>
    public IEnumerable<Trap> Traps(BenchmarkTask task)
    {
        Trap Found(string id, int count, string sentence) => new(id, task.Context.At, count, sentence);
        var of = $"of {_items} items";
        if (_unstable > 0)
        {
            yield return Found("unstable-join", _unstable,
                $"In {_unstable} {of}, context and continuation together have other tokens than the context alone: " +
                $"join rules differ there ({options.Join.ToString().ToLowerInvariant()} was used).");
        }

        if (_cut > 0)
        {
            yield return Found("truncated", _cut, $"{_cut} {of} did not fit: {_tokens} tokens were cut off the left of their contexts, shots and instructions first.");
        }

        if (tokenizer.Contradiction is { } contradiction)
        {
            yield return Found("bos-contradiction", 0, $"{char.ToUpperInvariant(contradiction[0])}{contradiction[1..].TrimEnd('.')}.");
        }

        if (_doubled > 0)
        {
            yield return Found("bos-doubled", _doubled, $"{_doubled} {of} begin with two BOS tokens.");
        }

        // Where the tokenizer itself puts none, models were trained without.
        if (_missing > 0 && tokenizer.AddsBos)
        {
            yield return Found(
                "bos-missing", _missing, $"{_missing} {of} begin without the BOS token " +
                $"'{Plain.Short(tokenizer.TokenOf(tokenizer.Bos!.Value) ?? "")}' that the tokenizer adds by default.");
        }
    }
}
