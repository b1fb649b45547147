using Recount.Evaluation.Tokens;
using Recount.Scoring;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Evaluation.Runs;

/// <summary>Turns rendered items into tokens, several at once.</summary>
/// <param name="vocabulary">Ids below it are known to the model; null where it does not say.</param>
internal sealed class PromptEncoding(ModelTokenizer tokenizer, TaskOptions options, Asked asked, int maxLength, int? vocabulary)
{
    // Tokens of the window before that a later window of a text begins with, as in lm-evaluation-harness.
    private const int Overlap = 1;

    private readonly TokenPairs _pairs = new(tokenizer, options.Join, options.Bos);

    /// <summary>Encodes items of several tasks; what cannot be scored is added to the problems, and the item left out.</summary>
    public static IReadOnlyList<IReadOnlyList<EncodedItem>> Of(
        IReadOnlyList<(PromptEncoding Encoding, IReadOnlyList<RenderedItem> Items)> tasks, List<string> problems, CancellationToken stop)
    {
        var encoded = tasks.Select(t => new (EncodedItem? Item, string? Problem)[t.Items.Count]).ToList();
        var options = new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, tasks.Max(t => t.Items.Count), options, i =>
        {
            // All prompts of an item one after the other: tokenizers know again what two texts in a row have in common.
            for (var t = 0; t < tasks.Count; t++)
            {
                if (i < encoded[t].Length)
                {
                    encoded[t][i] = tasks[t].Encoding.Tried(tasks[t].Items[i]);
                }
            }
        });
        problems.AddRange(encoded.SelectMany(t => t).Where(e => e.Problem is not null).Select(e => e.Problem!).Take(Math.Max(0, Rendering.Most - problems.Count)));
        return encoded.ConvertAll(t => (IReadOnlyList<EncodedItem>)[.. t.Where(e => e.Item is not null).Select(e => e.Item!)]);
    }

    private (EncodedItem? Item, string? Problem) Tried(RenderedItem item)
    {
        try
        {
            return (One(item), null);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return (null, $"Item '{Plain.Short(item.Item.Id)}': {e.Message}");
        }
    }

    private EncodedItem One(RenderedItem item) => asked switch
    {
        Asked.Answer answer => new(item, [], [], Prompt(item.Pairs[0].Context, answer), []),
        Asked.Rolling => Windows(item),
        _ => Pairs(item),
    };

    private EncodedItem Pairs(RenderedItem item)
    {
        // Choices mostly have their context in common, which is then encoded once.
        var pairs = new TokenPair[item.Pairs.Count];
        foreach (var group in item.Pairs.Select((p, i) => (p.Context, p.Continuation, At: i)).GroupBy(p => p.Context, StringComparer.Ordinal))
        {
            var of = group.ToList();
            foreach (var (pair, at) in _pairs.Of(group.Key, of.ConvertAll(p => p.Continuation)).Zip(of.Select(p => p.At)))
            {
                pairs[at] = pair;
            }
        }

        var sequences = pairs.Select((p, i) => Sequence(p, item, i)).ToList();
        var given = options.Unconditional.Select(c => _pairs.Of(c, [.. item.Pairs.Select(p => p.Continuation)]).Select((p, i) => Sequence(p, item, i)).ToList()).ToList();
        return new(item, sequences, given, null, pairs);
    }

    private TokenSequence Sequence(TokenPair pair, RenderedItem item, int at)
    {
        string Named() => $"'{Plain.Short(item.Pairs[at].Continuation, 40)}'";
        return pair.Continuation.Length == 0 ? throw new FormatException(
                $"the continuation {Named()} comes to no token of its own behind its context: the tokenizer merges it into the last word. " +
                "Another delimiter, or the join rule 'pairwise', keeps it.")
            : pair.Continuation.Length > maxLength ? throw new FormatException($"the continuation {Named()} has {pair.Continuation.Length} tokens; the model takes {maxLength}.")
            : TokenSequence.Of(Known(pair.Context), Known(pair.Continuation), maxLength);
    }

    private int[] Known(int[] tokens) => vocabulary is { } size && tokens.AsSpan().IndexOfAnyInRange(size, int.MaxValue) is >= 0 and var at && tokens[at] is var stranger
        ? throw new FormatException($"the token {stranger} ('{Plain.Short(tokenizer.TokenOf(stranger) ?? "", 20)}') is beyond the model's {vocabulary}: the tokenizer is another model's.")
        : tokens;

    private EncodedItem Windows(RenderedItem item)
    {
        var tokens = _pairs.Encode(item.Pairs[0].Context);
        var prefix = _pairs.Prefix ?? throw new FormatException("the tokenizer names neither BOS nor EOS to begin a text with.");
        var text = tokens.Length > 0 && tokens[0] == prefix ? tokens[1..] : tokens;
        return text.Length == 0 ? throw new FormatException("the text comes to no token.")
            : new(item, [.. RollingWindow.Of(text, prefix, maxLength, Overlap).Select(w => TokenSequence.Of(Known([.. w.Context]), Known([.. w.Predicted]), maxLength))], [], null, []);
    }

    private Prompt Prompt(string context, Asked.Answer answer)
    {
        var room = maxLength - answer.Most;
        var tokens = context.Length == 0 && _pairs.Prefix is { } prefix ? [prefix] : _pairs.Encode(context);
        return room < 1 ? throw new FormatException($"an answer of {answer.Most} tokens leaves no room for a question: the model takes {maxLength}.")
            : tokens.Length == 0 ? throw new FormatException("the context comes to no token.")
            : new(Known(tokens.Length > room ? tokens[^room..] : tokens), answer.Stops, tokenizer.Ends, answer.Most, Math.Max(0, tokens.Length - room));
    }
}
