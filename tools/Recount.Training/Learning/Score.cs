using Recount.Evaluation.Tokens;
using Recount.Training.Formats;
using Recount.Training.World;
using TorchSharp;
using static TorchSharp.torch;

namespace Recount.Training.Learning;

/// <summary>What a reader makes of the items in one format.</summary>
/// <param name="Likelihoods">For each item, the summed log-likelihood of each continuation, in nats.</param>
/// <param name="Shortest">The shortest prompt with its continuation, in tokens.</param>
/// <param name="Longest">The longest one.</param>
internal sealed record Score(Format Format, IReadOnlyList<Item> Items, IReadOnlyList<double[]> Likelihoods, int Shortest, int Longest)
{
    private const double Near = 1e-4;

    private const int Rows = 64;

    /// <summary>The likeliest continuation, the first of equals.</summary>
    public IEnumerable<int> Chosen => Likelihoods.Select(l => Array.IndexOf(l, l.Max()));

    /// <summary>Item by item.</summary>
    public IEnumerable<bool> AreRight => Chosen.Zip(Items, (c, i) => c == i.Gold);

    public int Right => AreRight.Count(r => r);

    /// <summary>Items whose two likeliest continuations are equally likely but for rounding.</summary>
    public int NearTies => Likelihoods.Count(l => l.OrderDescending().Take(2).ToArray() is [var first, var second] && first - second < Near);

    /// <summary>How often each continuation is chosen, by its place.</summary>
    public IReadOnlyList<int> Choices => [.. Enumerable.Range(0, Likelihoods[0].Length).Select(i => Chosen.Count(c => c == i))];

    public static Score Of(Reader reader, ModelTokenizer tokenizer, Format format, IReadOnlyList<Item> items)
    {
        List<Ask> asks = [];
        foreach (var (item, number) in items.Select((i, n) => (i, n)))
        {
            var context = format.Context(item);
            var start = tokenizer.Encode(context, false).Length;
            asks.AddRange(format.Continuations(item).Select((c, choice) => new Ask(number, choice, tokenizer.Encode(context + c, false), start)));
        }

        // The last token is never an input, so that choices of one token share theirs.
        double[][] likelihoods = [.. items.Select(i => new double[format.Continuations(i).Count])];
        foreach (var batch in asks.GroupBy(a => string.Join(' ', a.Ids[..^1])).OrderBy(g => g.First().Ids.Length).Chunk(Rows))
        {
            Run(reader, batch, likelihoods);
        }

        return new(format, items, likelihoods, asks.Min(a => a.Ids.Length), asks.Max(a => a.Ids.Length));
    }

    private static void Run(Reader reader, IGrouping<string, Ask>[] rows, double[][] likelihoods)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var length = rows.Max(r => r.First().Ids.Length - 1);
        var ids = new long[rows.Length * length];
        for (var row = 0; row < rows.Length; row++)
        {
            Array.ConvertAll(rows[row].First().Ids[..^1], id => (long)id).CopyTo(ids, row * length);
        }

        var logs = nn.functional.log_softmax(reader.call(tensor(ids, rows.Length, length)), -1).contiguous().data<float>().ToArray();
        foreach (var (ask, row) in rows.SelectMany((r, i) => r.Select(a => (a, i))))
        {
            likelihoods[ask.Item][ask.Choice] = Enumerable.Range(ask.Start, ask.Ids.Length - ask.Start)
                .Sum(at => (double)logs[((((row * length) + at) - 1) * reader.Shape.Vocabulary) + ask.Ids[at]]);
        }
    }

    /// <summary>One continuation: its tokens begin at <paramref name="Start"/>.</summary>
    private sealed record Ask(int Item, int Choice, int[] Ids, int Start);
}
